from rtwlib.testing import PackTests


class TestSouthAustralia(PackTests):
    pack = "au-sa"
