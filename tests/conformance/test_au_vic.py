from rtwlib.testing import PackTests


class TestVictoria(PackTests):
    pack = "au-vic"
