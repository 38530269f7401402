"""Keep real relationships in plain-text notes."""

import sys

__version__ = "0.1.0"

# Everything else is written for 3.11, so that an older Python would only see syntax errors.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit("vaultwell needs Python 3.11 or later; this is Python {}.{}.".format(*sys.version_info))
