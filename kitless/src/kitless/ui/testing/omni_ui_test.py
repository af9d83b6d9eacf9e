"""`omni.ui.tests.test_base`: the base class of Kit's own tests of windows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from omni import ui
from PIL import Image

from kitless.testing.async_test_case import AsyncTestCase
from kitless.testing.output_path import get_test_output_path
from kitless.ui.session import user_interface
from kitless.ui.testing.updates import wait_n_updates
from kitless.ui.toolkit import toolkit

DEFAULT_THRESHOLD = 0.01
"""How different a picture may be from the one it is compared with: mean difference of all channels, 0 to 1."""

_SETTLE_UPDATES = 3
_CHANNEL_MAXIMUM = 255.0


class OmniUiTest(AsyncTestCase):
    """Tests that look at windows: gives them the main window for themselves and compares pictures."""

    async def setUp(self) -> None:  # type: ignore[override]
        """Start the user interface and remember the size of the main window."""
        user_interface()
        self._size_before = toolkit.size()

    async def tearDown(self) -> None:  # type: ignore[override]
        """Give the main window its size back."""
        toolkit.resize(*self._size_before)
        await wait_n_updates(_SETTLE_UPDATES)

    async def create_test_area(self, width: int = 256, height: int = 256, block_devices: bool = True) -> None:
        """Make the main window as large as the picture is to be.

        Args:
            width: In pixels.
            height: In pixels.
            block_devices: Not used: nobody else moves the mouse of a test.
        """
        del block_devices
        toolkit.resize(width, height)
        await wait_n_updates(_SETTLE_UPDATES)

    async def create_test_window(
        self, width: int = 256, height: int = 256, block_devices: bool = True, window_flags: int | None = None
    ) -> Any:
        """A window without a title bar that fills a test area.

        Returns:
            The `ui.Window`.
        """
        await self.create_test_area(width, height, block_devices)
        flags = ui.WINDOW_FLAGS_NO_TITLE_BAR | ui.WINDOW_FLAGS_NO_RESIZE | ui.WINDOW_FLAGS_NO_SCROLLBAR
        window = ui.Window(
            f"{self.id()}_test",
            width=width,
            height=height,
            padding_x=0,
            padding_y=0,
            flags=flags if window_flags is None else window_flags,
        )
        window.position_x = window.position_y = 0
        return window

    async def docked_test_window(
        self, window: Any, width: int = 256, height: int = 256, block_devices: bool = True, **keywords: Any
    ) -> None:
        """Let a window fill a test area.

        Differs:
            The window is placed, not docked.
        """
        del keywords
        await self.create_test_area(width, height, block_devices)
        window.undock()
        window.position_x = window.position_y = 0
        window.width, window.height = width, height
        await wait_n_updates(_SETTLE_UPDATES)

    async def finalize_test_no_image(self) -> None:
        """End a test that compares no picture."""
        await wait_n_updates(_SETTLE_UPDATES)

    async def capture_and_compare(
        self,
        golden_img_dir: str | Path | None = None,
        golden_img_name: str | None = None,
        threshold: float = DEFAULT_THRESHOLD,
        **keywords: Any,
    ) -> float:
        """Take a picture of the main window and compare it.

        Args:
            golden_img_dir: The folder of the picture it is compared with.
            golden_img_name: Its name; None: the test's id.
            threshold: The greatest difference, mean of all channels, 0 to 1.
            keywords: Not used.

        Returns:
            The difference.

        Raises:
            AssertionError: They differ by more, or there is nothing to compare with. The picture is in the test's
                output folder.
        """
        del keywords
        name = golden_img_name or f"{self.id()}.png"
        taken = Path(get_test_output_path()) / name
        await wait_n_updates(_SETTLE_UPDATES)
        toolkit.save_screenshot(taken)
        if golden_img_dir is None or not (Path(golden_img_dir) / name).is_file():
            raise AssertionError(f"there is no picture {name} in {golden_img_dir} to compare {taken} with")
        difference = _mean_difference(taken, Path(golden_img_dir) / name)
        if difference > threshold:
            raise AssertionError(f"{taken} differs from {name} by {difference:.4f}, more than {threshold}")
        return difference

    async def finalize_test(
        self,
        threshold: float = DEFAULT_THRESHOLD,
        golden_img_dir: str | Path | None = None,
        golden_img_name: str | None = None,
        **keywords: Any,
    ) -> None:
        """End a test with a picture; see `capture_and_compare`.

        Differs:
            Pictures taken in Kit look different: kitless draws with another font. Take your own.
        """
        await self.capture_and_compare(golden_img_dir, golden_img_name, threshold, **keywords)


def _mean_difference(one: Path, other: Path) -> float:
    """The mean difference of all channels, 0 to 1; 1 for pictures of different sizes."""
    pictures = []
    for path in (one, other):
        with Image.open(path) as image:
            pictures.append(np.asarray(image.convert("RGB"), dtype=np.float64))
    if pictures[0].shape != pictures[1].shape:
        return 1.0
    return float(np.abs(pictures[0] - pictures[1]).mean() / _CHANNEL_MAXIMUM)
