"""Publish the show in this folder. Run `python publish.py --help` for everything else it can do."""

import sys

from pipeline.cli import main

if __name__ == "__main__":
    sys.exit(main())
