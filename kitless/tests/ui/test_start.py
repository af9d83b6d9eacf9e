"""When ovui is loaded, with what, and what is said when it cannot be."""

from __future__ import annotations

import ctypes
import importlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kitless.errors import KitlessError
from kitless.ui import cuda_driver, vulkan
from kitless.ui.errors import VulkanMissingError


def run_python(script: str, tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """An interpreter of its own: in this one ovui may be loaded already."""
    return subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), **environment},
        timeout=120,
    )


def test_start_when_nobody_imports_omni_ui_then_ovui_is_not_loaded(tmp_path):
    script = (
        "import sys, kitless\n"
        "app = kitless.start()\n"
        "import omni.usd, omni.timeline, omni.replicator.core, omni.kit.app\n"
        "app.usd_context.new_stage()\n"
        "app.update()\n"
        "app.shutdown()\n"
        "assert not [name for name in sys.modules if name.startswith(('omni.ui', 'kitless.ui.session'))]\n"
    )

    completed = run_python(script, tmp_path)

    assert completed.returncode == 0, completed.stderr


def test_import_when_there_is_no_display_then_a_frame_per_update_is_drawn_offscreen_and_nothing_is_printed(
    tmp_path,
):
    script = (
        "import kitless\n"
        "app = kitless.start()\n"
        "import omni.ui as ui\n"
        "window = ui.Window('One', width=200, height=100)\n"
        "with window.frame:\n"
        "    button = ui.Button('press')\n"
        "for _ in range(3):\n"
        "    app.update()\n"
        "from kitless.ui.toolkit import toolkit\n"
        "assert toolkit.is_headless and toolkit.size() == (1440, 900)\n"
        "assert button.computed_width > 100\n"
        "app.shutdown()\n"
    )

    completed = run_python(script, tmp_path)

    assert (completed.returncode, completed.stdout, completed.stderr) == (0, "", "")
    assert list(tmp_path.iterdir()) == []


def test_import_when_carb_was_imported_before_then_omni_ui_still_knows_that_it_is_not_in_kit(ui):
    carb = importlib.import_module("carb")

    assert ui.standalone is not None
    assert sys.modules["carb"] is carb
    assert sys.modules["omni.ui._compat"]._IN_KIT is False


def test_import_when_the_scene_is_imported_as_a_module_then_it_is_the_attribute(ui):
    assert importlib.import_module("omni.ui.scene") is ui.scene


def test_import_when_libvulkan_is_missing_then_the_error_is_the_line_that_installs_it(tmp_path):
    script = (
        "import ctypes\n"
        "real = ctypes.CDLL\n"
        "def without_vulkan(name, *args, **kwargs):\n"
        "    if name == 'libvulkan.so.1':\n"
        "        raise OSError('libvulkan.so.1: cannot open shared object file')\n"
        "    return real(name, *args, **kwargs)\n"
        "ctypes.CDLL = without_vulkan\n"
        "import kitless\n"
        "app = kitless.start()\n"
        "try:\n"
        "    import omni.ui\n"
        "except kitless.KitlessError as error:\n"
        "    assert isinstance(error, ImportError)\n"
        "    print(error)\n"
    )

    completed = run_python(script, tmp_path)

    assert completed.returncode == 0, completed.stderr
    assert "sudo apt-get install -y libvulkan1 mesa-vulkan-drivers" in completed.stdout


def test_import_when_there_is_no_vulkan_device_then_the_error_says_what_to_install(tmp_path):
    script = "import kitless\nkitless.start()\nimport omni.ui\n"

    completed = run_python(
        script, tmp_path, VK_DRIVER_FILES="/nowhere.json", VK_ICD_FILENAMES="/nowhere.json"
    )

    assert completed.returncode == 1
    assert "UserInterfaceStartError" in completed.stderr
    assert "mesa-vulkan-drivers" in completed.stderr


def test_vulkan_when_it_is_missing_then_the_error_is_of_kitless(monkeypatch):
    def refuse(name):
        raise OSError(name)

    monkeypatch.setattr(vulkan.ctypes, "CDLL", refuse)

    with pytest.raises(VulkanMissingError) as caught:
        vulkan.ensure_loadable()

    assert isinstance(caught.value, KitlessError)


def test_cuda_driver_when_a_driver_is_there_then_the_stand_in_is_not_loaded(monkeypatch):
    loaded = []
    monkeypatch.setattr(cuda_driver.ctypes, "CDLL", loaded.append)

    cuda_driver.ensure_loadable()

    assert loaded == ["libcuda.so.1"]


def test_cuda_driver_when_there_is_none_then_the_stand_in_is_loaded(monkeypatch):
    loaded = []

    def load(name):
        if name == "libcuda.so.1":
            raise OSError(name)
        loaded.append(name)

    monkeypatch.setattr(cuda_driver.ctypes, "CDLL", load)

    cuda_driver.ensure_loadable()

    assert loaded == [str(cuda_driver.STAND_IN)]


def test_stand_in_when_asked_then_it_is_a_driver_without_devices():
    driver = ctypes.CDLL(str(cuda_driver.STAND_IN))
    count = ctypes.c_int(-1)
    function = ctypes.c_void_p()

    assert driver.cuInit(0) == 0
    assert driver.cuDeviceGetCount(ctypes.byref(count)) == 0
    assert count.value == 0
    assert driver.cuDeviceGet(ctypes.byref(count), 0) == 100
    assert driver.cuCtxGetCurrent(ctypes.byref(function)) == 0
    assert function.value is None
    assert driver.cuGetProcAddress(b"cuMemAlloc_v2", ctypes.byref(function), 13000, 0) == 0
    assert ctypes.CFUNCTYPE(ctypes.c_int)(function.value)() == 100


def test_stand_in_when_its_source_is_read_then_the_binary_has_its_functions():
    source = (cuda_driver.STAND_IN.parent / "cuda_driver_without_devices.c").read_text()
    functions = set(re.findall(r"^int (cu\w+)\(", source, re.MULTILINE))
    driver = ctypes.CDLL(str(cuda_driver.STAND_IN))

    assert {"cuInit", "cuImportExternalMemory", "cuGetProcAddress_v2"} <= functions
    assert [name for name in functions if not hasattr(driver, name)] == []


def test_warp_when_it_starts_after_the_user_interface_then_it_goes_on_without_cuda_and_quietly(tmp_path):
    if run_python("import ctypes; ctypes.CDLL('libcuda.so.1')", tmp_path).returncode == 0:
        pytest.skip("this machine has a CUDA driver")
    script = (
        "import kitless\n"
        "app = kitless.start()\n"
        "import omni.ui\n"
        "import warp\n"
        "warp.config.quiet = True\n"
        "warp.init()\n"
        "assert not warp.is_cuda_available()\n"
        "app.shutdown()\n"
    )

    completed = run_python(script, tmp_path)

    assert (completed.returncode, completed.stderr) == (0, "")
