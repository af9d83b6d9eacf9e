"""Annotators that stay attached while the stage changes, and what they say, frame by frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import ModuleType

type Request = tuple[str, dict[str, Any] | None]


@dataclass(frozen=True)
class Reading:
    """What one annotator gave: the array, and the info that explains it."""

    data: np.ndarray | None
    info: dict[str, Any]

    def resolved(self, table: str = "idToLabels") -> np.ndarray:
        """(H, W) of str: what `table` says of the id, or of the colour, in each pixel; of labels the "class"."""
        assert self.data.dtype == (np.uint8 if self.data.ndim == 3 else np.uint32)
        height, width = self.data.shape[:2]
        keys, where = np.unique(self.data.reshape(height * width, -1), axis=0, return_inverse=True)
        names = []
        for key in keys:
            text = str(tuple(map(int, key))) if len(key) == 4 else str(int(key[0]))
            value = self.info[table][text]
            names.append(value["class"] if isinstance(value, dict) else value)
        return np.array(names)[where.reshape(height, width)]


@dataclass(frozen=True)
class BoxRow:
    """One row of a box annotator, with what its info says of it."""

    label: dict[str, str]
    bounds: tuple[float, ...]
    occlusion: float
    box_id: int
    transform: np.ndarray | None

    @classmethod
    def read(cls, reading: Reading) -> dict[str, BoxRow]:
        """All rows by their prim path; rows of other annotators' shapes are errors."""
        rows, info = reading.data, reading.info
        assert len(rows) == len(info["primPaths"]) == len(info["bboxIds"])
        assert len(set(info["primPaths"])) == len(rows), "a prim has two rows"
        assert set(info["idToLabels"]) == {str(row["semanticId"]) for row in rows}
        three = "transform" in rows.dtype.names
        corners = ("x_min", "y_min", "z_min", "x_max", "y_max", "z_max")
        return {
            path: cls(
                info["idToLabels"][str(row["semanticId"])],
                tuple(row[name].item() for name in corners if name in rows.dtype.names),
                float(row["occlusionRatio"]),
                int(box_id),
                np.array(row["transform"]) if three else None,
            )
            for path, box_id, row in zip(info["primPaths"], info["bboxIds"], rows, strict=True)
        }


class Watch:
    """A render product with annotators.

    Args:
        rep: omni.replicator.core.
        run: Runs a coroutine to its end.
        camera: Path of the camera.
        resolution: Width and height.
        requests: Name and parameters of each annotator, by the key that a frame has it under.
    """

    def __init__(
        self,
        rep: ModuleType,
        run: Callable[..., Any],
        camera: str,
        resolution: tuple[int, int],
        requests: Mapping[str, Request],
    ) -> None:
        self._rep, self._run = rep, run
        self._render_product = rep.create.render_product(camera, resolution, force_new=True)
        self._annotators = {
            key: rep.AnnotatorRegistry.get_annotator(name, init_params=parameters)
            for key, (name, parameters) in requests.items()
        }
        for annotator in self._annotators.values():
            annotator.attach(self._render_product)

    def step(self, delta_time: float | None = 0.0) -> dict[str, Reading]:
        """Capture a frame."""
        self._run(self._rep.orchestrator.step_async(delta_time=delta_time, pause_timeline=True))
        return {key: self._read(annotator) for key, annotator in self._annotators.items()}

    def close(self) -> None:
        """Detach and destroy everything."""
        for annotator in self._annotators.values():
            annotator.detach()
        self._render_product.destroy()

    @staticmethod
    def _read(annotator: Any) -> Reading:
        data = annotator.get_data()
        if not isinstance(data, dict):
            return Reading(data, {})
        if "data" not in data:
            return Reading(None, data)
        return Reading(data["data"], data["info"])
