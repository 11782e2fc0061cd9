from rtwlib.testing import PackTests


class TestConnecticutState(PackTests):
    pack = "us-ct-state"
