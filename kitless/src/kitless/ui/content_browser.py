"""Kit's content browser, which kitless does not have."""

from __future__ import annotations


def get_content_window() -> None:
    """`omni.kit.window.content_browser.get_content_window`: the content browser.

    Returns:
        None: there is none.

    Differs:
        kitless has no content browser. Callers are told so the way Kit tells them when it is not enabled.
    """
