from rtwlib.testing import PackTests


class TestTasmania(PackTests):
    pack = "au-tas"
