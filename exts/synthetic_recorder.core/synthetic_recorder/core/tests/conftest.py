"""Makes the extension importable where no app has enabled it."""

from __future__ import annotations

import sys
from pathlib import Path

EXTENSION = Path(__file__).parents[3]

if str(EXTENSION) not in sys.path:
    sys.path.append(str(EXTENSION))
