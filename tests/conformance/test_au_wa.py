from rtwlib.testing import PackTests


class TestWesternAustralia(PackTests):
    pack = "au-wa"
