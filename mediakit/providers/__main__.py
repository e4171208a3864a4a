"""`python -m mediakit.providers`: the table of providers, as docs/providers.md holds it."""

from __future__ import annotations

import sys

from mediakit.providers import table

sys.stdout.write(table())
