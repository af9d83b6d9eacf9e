"""Tables of a manifest that are for one platform only.

```toml
[settings]
exts."my.ext".library = "a.so"

[settings."filter:platform"."windows-x86_64"]
exts."my.ext".library = "a.dll"
```
"""

from __future__ import annotations

from typing import Any

from kitless.app.build import CONFIG, PLATFORM

_MEANT = {"filter:platform": PLATFORM, "filter:config": CONFIG}


def with_filters_applied(content: dict[str, Any]) -> dict[str, Any]:
    """A copy in which every filter's table for this machine is merged into the table that it stands in."""
    merged = {key: _applied(value) for key, value in content.items() if key not in _MEANT}
    for key, wanted in _MEANT.items():
        choices = content.get(key, {})
        chosen = choices.get(wanted, {}) if isinstance(choices, dict) else {}
        if isinstance(chosen, dict) and chosen:
            _merge(merged, with_filters_applied(chosen))
    return merged


def _applied(value: Any) -> Any:
    if isinstance(value, dict):
        return with_filters_applied(value)
    return [_applied(each) for each in value] if isinstance(value, list) else value


def _merge(target: dict[str, Any], source: dict[str, Any]) -> None:
    for key, value in source.items():
        if isinstance(value, dict) and isinstance(target.get(key), dict):
            _merge(target[key], value)
        else:
            target[key] = value
