from rtwlib.testing import PackTests


class TestNorthernTerritory(PackTests):
    pack = "au-nt"
