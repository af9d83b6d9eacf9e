"""What the process of a table is asked to do."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from kitless.testing.selection import EVERY_TEST, Selection


@dataclass(frozen=True, slots=True)
class TableRequest:
    """One table of one extension, ready to run.

    Attributes:
        extension: The extension's name.
        ext_folders: Absolute paths of folders to search.
        enable: Extensions to enable with it, before it unless they depend on it.
        settings: Values by path, set before any extension starts.
        selection: Which of its tests are run.
        with_tests: False: the extension is enabled and disabled, and that is all.
        output_folder: Absolute path of the folder for what the tests write: there, and empty.
    """

    extension: str
    ext_folders: tuple[str, ...]
    enable: tuple[str, ...] = ()
    settings: dict[str, Any] = field(default_factory=dict)
    selection: Selection = EVERY_TEST
    with_tests: bool = True
    output_folder: str = ""

    def to_json(self) -> str:
        """The request as text, for a command line."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> TableRequest:
        """The request that `to_json` has written."""
        values = json.loads(text)
        selection = values["selection"]
        return cls(
            extension=values["extension"],
            ext_folders=tuple(values["ext_folders"]),
            enable=tuple(values["enable"]),
            settings=values["settings"],
            selection=Selection(
                tuple(selection["include"]), tuple(selection["exclude"]), selection["filter"]
            ),
            with_tests=values["with_tests"],
            output_folder=values["output_folder"],
        )
