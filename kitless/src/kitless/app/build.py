"""What kitless is built for, in Kit's words: it runs on Linux on x86-64, and there is no debug build of it."""

from __future__ import annotations

PLATFORM = "linux-x86_64"
CONFIG = "release"
