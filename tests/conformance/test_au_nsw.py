from rtwlib.testing import PackTests


class TestNewSouthWales(PackTests):
    pack = "au-nsw"
