"""Kit's content browser, which kitless does not have."""

from __future__ import annotations


def get_content_window() -> None:
    """`omni.kit.window.content_browser.get_content_window`: the content browser.

    Returns:
        None: there is none.

    Differs:
        It is always None, as in Kit where the content browser is not enabled: kitless has none.
    """
