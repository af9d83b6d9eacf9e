"""kitless: Omniverse Kit extensions and Replicator writers without Kit and without RTX.

```python
import kitless

app = kitless.start(exts=["my.extension"], ext_folders=["exts"])
app.usd_context.open_stage("stage.usda")
app.run(my_coroutine())
app.shutdown()
```

Once an App has started, `carb`, `omni.*` and the other import names of Kit are served from `kitless.modules`.
"""

from __future__ import annotations

from importlib.metadata import version

from kitless.app import App, get_app, start
from kitless.errors import KitlessError

__all__ = ["App", "KitlessError", "__version__", "get_app", "start"]

__version__ = version("kitless")
