from rtwlib.testing import PackTests


class TestComcare(PackTests):
    pack = "au-cth"
