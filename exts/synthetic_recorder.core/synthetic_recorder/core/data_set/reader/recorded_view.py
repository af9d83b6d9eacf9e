"""What one render product has given in one frame."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from synthetic_recorder.core.config.json_text import parse_json
from synthetic_recorder.core.errors import DataSetError, NameMissingError

from .arrays import DECODERS
from .label_keys import LabelKey, has_label, look_up, read_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from .recorded_frame import RecordedFrame

# What follows a name in the files that say what its ids and colours mean, and what prims they are of.
_LABELS = ("_labels", "_semantics_mapping")
_PRIMS = ("_prim_paths", "_mapping")


class RecordedView(Mapping[str, "NDArray[Any]"]):
    """The arrays of one render product in one frame, by name; decoded when they are asked for, each time anew.

    A name is that of the file without the frame's number: ``rgb``, ``distance_to_camera``, ``pointcloud_rgb``. Arrays
    come from npy (as they were saved), PNG and JPEG (uint8 (H, W, 4), (H, W, 3) or (H, W), or uint16 (H, W)); shapes
    and units of BasicWriter's stand in ``docs/reference/basic-writer-files.md``. An array may be written to.

    Attributes:
        name: Name of the render product; empty when the files do not say it, as those of a single one.
    """

    def __init__(self, frame: RecordedFrame, name: str, paths: Mapping[tuple[str, str], str]) -> None:
        self.name = name
        self._frame = frame
        # By name and extension.
        self._paths = paths
        names = {name for name, extension in paths if extension in DECODERS}
        self._arrays = {
            name: next(extension for extension in DECODERS if (name, extension) in paths)
            for name in sorted(names)
        }

    def __repr__(self) -> str:
        return f"<RecordedView {self.name!r} of frame {self._frame.number}: {', '.join(self)}>"

    def __len__(self) -> int:
        return len(self._arrays)

    def __iter__(self) -> Iterator[str]:
        return iter(self._arrays)

    def __contains__(self, name: object) -> bool:
        return name in self._arrays

    def __getitem__(self, name: str) -> NDArray[Any]:
        if name not in self._arrays:
            raise self._missing("array", name, self._arrays)
        extension = self._arrays[name]
        return self._decoded(self._paths[name, extension], DECODERS[extension])

    @property
    def documents(self) -> tuple[str, ...]:
        """Names of the JSON files, sorted, as ``camera_params`` and ``semantic_segmentation_labels``."""
        return tuple(sorted(name for name, extension in self._paths if extension == ".json"))

    def document(self, name: str) -> Any:
        """Return the value of a JSON file.

        Raises:
            NameMissingError: There is none of that name.
            DataSetError: The file is not the one that was recorded, or is not JSON.
        """
        if (name, ".json") not in self._paths:
            raise self._missing("JSON file", name, self.documents)
        return self._decoded(self._paths[name, ".json"], lambda data: parse_json(data.decode()))

    def labels(self, name: str) -> dict[LabelKey, dict[str, str]]:
        """Return what the ids or colours of an array mean.

        Args:
            name: A segmentation, or boxes, whose ids stand in the column ``semanticId``.

        Returns:
            Labels by id (int) or by colour (red, green, blue, alpha), each by their types: ``{2: {"class": "box"}}``.

        Raises:
            NameMissingError: No file says it.
            DataSetError: The file is not the one that was recorded, or says something else.
        """
        return self._by_key(self._companion(name, _LABELS, "labels"))

    def prims(self, name: str) -> list[str] | dict[LabelKey, str]:
        """Return the prims that an array shows.

        Args:
            name: Boxes, or a segmentation of instances.

        Returns:
            Prim path of each row of boxes; of each id or colour of a segmentation.

        Raises:
            NameMissingError: No file says it.
            DataSetError: The file is not the one that was recorded, or says something else.
        """
        document = self._companion(name, _PRIMS, "prims")
        value = self.document(document)
        return value if isinstance(value, list) else self._by_key(document)

    def mask(self, name: str, label: str, *, kind: str = "class") -> NDArray[np.bool_]:
        """Return the pixels that have a label.

        Args:
            name: A segmentation with labels.
            label: ``box``; also ``BACKGROUND`` (nothing is there) and ``UNLABELLED``.
            kind: Type of the label.

        Returns:
            (H, W) bool.

        Raises:
            NameMissingError: There is no such segmentation.
            DataSetError: A file is not the one that was recorded, or has pixels of which its labels say nothing.
        """
        mask: NDArray[np.bool_] = self.class_indices(name, [label], kind=kind) == 1
        return mask

    def class_indices(self, name: str, classes: Sequence[str], *, kind: str = "class") -> NDArray[np.int64]:
        """Return a segmentation as numbers of classes, as a loss function wants it.

        The ids of a recording depend on its stage, and the colours on the ids: only labels are the same everywhere.

        Args:
            name: A segmentation with labels.
            classes: Labels, in the order of their numbers.
            kind: Type of the labels.

        Returns:
            (H, W) int64: 1 for the first class, 2 for the second, …; 0 for what has none of these labels.

        Raises:
            TypeError: ``classes`` is a text; that would be a class for each letter.
            NameMissingError: There is no such segmentation.
            DataSetError: Something has two of the labels; a file is not the one that was recorded, or has pixels of
                which its labels say nothing.
        """
        if isinstance(classes, str):
            raise TypeError(f"expected a list of labels, got the text {classes!r}; write [{classes!r}]")
        numbers = {}
        for key, labels in self.labels(name).items():
            found = [number for number, label in enumerate(classes, 1) if has_label(labels, label, kind)]
            if len(found) > 1:
                raise self._error(
                    f"{name} has pixels of several classes, {labels}; ask for one of them at a time."
                )
            numbers[key] = found[0] if found else 0
        pixels = self[name]
        try:
            return look_up(pixels, numbers)
        except ValueError as error:
            raise self._error(f"{name}: {error}.") from error

    def _companion(self, name: str, endings: Sequence[str], what: str) -> str:
        for ending in endings:
            if (name + ending, ".json") in self._paths:
                return name + ending
        known = [each for each in self if any((each + ending, ".json") in self._paths for ending in endings)]
        raise self._missing(f"array with {what}", name, known)

    def _by_key(self, document: str) -> dict[LabelKey, Any]:
        value = self.document(document)
        try:
            return {read_key(key): value[key] for key in value}
        except (TypeError, ValueError) as error:
            raise self._error(f"{document} says nothing of ids or colours ({error}).") from error

    def _decoded[Value](self, path: str, decode: Callable[[bytes], Value]) -> Value:
        data = self._frame.read(path)
        try:
            return decode(data)
        # As many types as there are formats; Pillow's and NumPy's are not written down.
        except (OSError, ValueError, SyntaxError, EOFError) as error:
            raise DataSetError(self._frame.location, f"{path} cannot be decoded ({error}).") from error

    def _missing(self, what: str, name: str, known: Sequence[str] | Mapping[str, Any]) -> NameMissingError:
        return NameMissingError(
            self._frame.location, f"frame {self._frame.number} has no {what} {name!r}", list(known)
        )

    def _error(self, problem: str) -> DataSetError:
        view = f", {self.name}" if self.name else ""
        return DataSetError(self._frame.location, f"frame {self._frame.number}{view}: {problem}")
