"""Running tests on an App.

```
async_test_case     omni.kit.test.AsyncTestCase: coroutines of a test run on the App's loop
pytest_plugin       the same for anyone's pytest
ui_test             omni.kit.ui_test

kitless test EXT_ID, one process for each [[test]] table of the extension's manifest:
tables ── what the manifest says ──> table_run ── starts, watches, judges ──> table_process
                                         ^                                      │ discovery, selection
                                         └── records between lines of output ───┘
```
"""
