"""`python -m pacc.stack`: what script/run becomes once Python and the packages are there."""

import sys

from pacc.stack.run import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
