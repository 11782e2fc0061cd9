from rtwlib.testing import PackTests


class TestNewZealand(PackTests):
    pack = "nz"
