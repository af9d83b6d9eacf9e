"""kitless: Omniverse Kit extensions and Replicator writers without Kit and without RTX.

```python
import kitless

app = kitless.start(exts=["my.extension"], ext_folders=["exts"])
app.usd_context.open_stage("stage.usda")
app.run(my_coroutine())
app.shutdown()
```

Once an App has started, `carb`, `omni.*` and the other import names of Kit are served from `kitless.modules`.

The App is loaded when something of it is first asked for (PEP 562), so that `kitless --help` and the pytest plugin of
projects that do not use it wait for no USD.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from kitless.errors import KitlessError

if TYPE_CHECKING:
    from kitless.app import App, get_app, start

    __version__: str

__all__ = ["App", "KitlessError", "__version__", "get_app", "start"]

_OF_THE_APP = frozenset({"App", "get_app", "start"})


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return importlib.import_module("importlib.metadata").version("kitless")
    if name in _OF_THE_APP:
        return getattr(importlib.import_module("kitless.app"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
