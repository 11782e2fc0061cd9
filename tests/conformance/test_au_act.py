from rtwlib.testing import PackTests


class TestCapitalTerritory(PackTests):
    pack = "au-act"
