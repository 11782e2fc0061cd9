from rtwlib.testing import PackTests


class TestSeacare(PackTests):
    pack = "au-sea"
