from rtwlib.testing import PackTests


class TestConnecticut(PackTests):
    pack = "us-ct"


class TestConnecticutState(PackTests):
    pack = "us-ct-state"
