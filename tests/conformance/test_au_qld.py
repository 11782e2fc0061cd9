from rtwlib.testing import PackTests


class TestQueensland(PackTests):
    pack = "au-qld"
