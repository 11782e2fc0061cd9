"""Run the command line: ``python -m rtwlib`` is the same as ``rtw``."""

import sys

from rtwlib.cli import main

if __name__ == "__main__":
    sys.exit(main())
