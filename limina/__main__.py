"""`python -m limina` is the command line."""

import sys

from limina.cli import main

if __name__ == "__main__":
    sys.exit(main())
