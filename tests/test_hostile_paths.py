"""Names from a config, a writer or a data set that lead out of the data set: none of them is followed."""

from __future__ import annotations

import json
import os
import shutil

import pytest

from .file_calls import watched_calls
from .independent_data_set import look_at

CAMERA = {"camera": "/World/Camera", "width": 8, "height": 6}
FRAMES = 20
WRITERS = '''
import os
import omni.replicator.core as rep


class BlobWriter(rep.Writer):
    """One file for each frame, and in the third one more, called as one likes."""

    append_free = True

    def __init__(self, path, backend):
        self.backend = backend
        self.annotators = ["rgb"]
        self.path = path
        self._frame_id = 0

    def write(self, data):
        self.backend.write_blob(f"note_{self._frame_id}.txt", b"note")
        if self._frame_id == 2:
            self.backend.write_blob(self.path, b"{}")
        self._frame_id += 1


class SpecialWriter(rep.Writer):
    """One file for each frame, and in the third one something that is no file."""

    append_free = True

    def __init__(self, kind, target, output_dir):
        self.backend = rep.BackendDispatch(output_dir=output_dir)
        self.annotators = ["rgb"]
        self.kind, self.target, self.folder = kind, target, output_dir
        self._frame_id = 0

    def write(self, data):
        self.backend.write_blob(f"note_{self._frame_id}.txt", b"note")
        if self._frame_id == 2:
            special = os.path.join(self.folder, "special_2.txt")
            os.mkfifo(special) if self.kind == "pipe" else os.symlink(self.target, special)
        self._frame_id += 1


rep.WriterRegistry.register(BlobWriter)
rep.WriterRegistry.register(SpecialWriter)
'''


@pytest.fixture
def victim(tmp_path):
    """A folder that nobody has asked to touch."""
    folder = tmp_path / "victim"
    (folder / "below").mkdir(parents=True)
    (folder / "file.txt").write_text("dear to somebody")
    (folder / "below" / "file.txt").write_text("dear to somebody")
    return folder


def everything_in(folder, but):
    """Return what lies in a folder, with the bytes of files, but for what is called so at its top."""
    return {
        path: path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
        if path.relative_to(folder).parts[0] not in but
    }


@pytest.fixture
def record(command, workplace, stage_file, write_config, tmp_path):
    """Record 20 frames; whatever lies beside ``workplace/set`` must be as it was."""

    def record(*arguments, **sections):
        config = write_config(**{"control": {"frames": FRAMES, "control_timeline": True}} | sections)
        before = everything_in(tmp_path, but=("workplace",))
        ended = command("record", config, "--stage", stage_file, "--json", *arguments)
        assert everything_in(tmp_path, but=("workplace",)) == before
        assert {path.name for path in workplace.iterdir()} <= {"set"}
        assert "Traceback" not in ended.err
        return ended

    return record


# -- configs -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["..", "", "../a", "/tmp/a", "a\\b", "a\nb", "\x1b[2J", "a\x00b", "a\u2028b"]
)
def test_a_folder_that_is_no_plain_name_when_recorded_then_is_refused(record, workplace, name):
    ended = record(output={"folder": name})

    assert (ended.code, ended.report["findings"][0]["where"]) == (2, "output.folder")
    assert list(workplace.iterdir()) == []


@pytest.mark.parametrize("name", ["../out", "/World/out", "..", "a\\b", "a\nb"])
def test_a_render_product_that_is_no_plain_name_when_recorded_then_is_refused(record, workplace, name):
    ended = record(render_products=[CAMERA | {"name": "first"}, CAMERA | {"name": name}])

    assert (ended.code, ended.report["status"]) == (2, "refused")
    assert "render_products[1].name" in ended.report["error"]
    assert list(workplace.iterdir()) == []


@pytest.mark.parametrize(
    "parameter",
    [
        {"output_dir": "/tmp/elsewhere"},
        {"output_dir": "../elsewhere"},
        {"backend": "DiskBackend"},
        {"s3_bucket": "elsewhere"},
        {"image_output_format": "png/../../../elsewhere.png"},
        {"image_output_format": "/../../elsewhere"},
        {"image_output_format": "pickle"},
    ],
    ids=str,
)
def test_a_parameter_that_leads_elsewhere_when_recorded_then_is_refused(record, workplace, parameter):
    ended = record(writer={"name": "BasicWriter", "parameters": {"rgb": True, **parameter}})

    assert (ended.code, ended.report["status"]) == (2, "refused")
    assert next(iter(parameter)) in ended.report["error"]
    assert list(workplace.iterdir()) == []


@pytest.mark.parametrize(
    "sections",
    [
        {"imports": ["evil.py"]},
        {"writer": {"name": "os.system", "parameters": {"command": "touch evil"}}},
        {"writer": {"name": "evil.EvilWriter"}},
        {"writer": {"name": "BasicWriter", "parameters": {"rgb": True, "__class__": "evil"}}},
        {"writer": {"name": "BasicWriter", "parameters": {"rgb": {"py/object": "evil.Evil"}}}},
        {"writer": {"name": "BasicWriter", "parameters": {"rgb": "__import__('evil')"}}},
        {"control": {"frames": "__import__('evil')"}},
    ],
    ids=str,
)
def test_a_config_that_asks_for_code_when_recorded_then_none_runs(record, workplace, sections):
    (workplace / "evil.py").write_text("from pathlib import Path\nPath('run').touch()\n")
    try:
        ended = record(**sections)
    except AssertionError:
        assert not (workplace / "run").exists()
        assert not (workplace / "set").exists()
        return

    assert ended.code == 2


# -- writers -------------------------------------------------------------------------------------------------


@pytest.fixture
def record_own(record, tmp_path):
    (tmp_path / "writers_of_paths.py").write_text(WRITERS)

    def record_own(name, **parameters):
        writer = {"name": name, "parameters": parameters}
        return record("--import", tmp_path / "writers_of_paths.py", render_products=[CAMERA], writer=writer)

    return record_own


@pytest.mark.usefixtures("process_as_it_was")
@pytest.mark.parametrize(
    "path",
    [
        "../victim/new.txt",
        "recording.json",
        "frames.jsonl",
        "journal.jsonl/more",
        ".staging/more",
        "a\x1b[2Jb.txt",
        "a\\b.txt",
        "folder\x7f/b.txt",
    ],
)
def test_a_name_that_no_file_of_a_data_set_may_have_when_written_then_is_named_and_nothing_of_it_is_committed(
    record_own, victim, workplace, path
):
    ended = record_own("BlobWriter", path=path)

    assert (ended.code, ended.report["status"]) == (1, "failed")
    # A name with control characters does not come to the terminal as it is.
    assert repr(path)[1:-1] in ended.report["error"] or path.split("/")[0] in ended.report["error"]
    assert not set(ended.report["error"]) & {"\x1b", "\x7f"}
    seen = look_at(workplace / "set")
    assert (seen.problems, seen.is_finished) == ([], False)
    assert {name.partition("_")[0] for name in seen.files} <= {"metadata.txt", "note"}


@pytest.mark.skipif(os.name == "nt", reason="links and pipes of POSIX")
@pytest.mark.usefixtures("process_as_it_was")
@pytest.mark.parametrize("kind", ["link", "link to a folder", "link to nowhere", "pipe"])
def test_what_is_no_file_when_a_writer_leaves_it_then_is_named_and_not_followed(
    record_own, victim, workplace, kind
):
    target = {"link": victim / "file.txt", "link to a folder": victim}.get(kind, victim / "nothing")

    ended = record_own("SpecialWriter", kind=kind, target=str(target))

    assert (ended.code, ended.report["status"]) == (1, "failed")
    assert "special_2.txt" in ended.report["error"]
    seen = look_at(workplace / "set")
    assert (seen.problems, seen.frames, seen.is_finished) == ([], [], False)


# -- data sets that are there --------------------------------------------------------------------------------


@pytest.fixture
def unfinished(record, workplace):
    """A data set of two cameras whose first batch is committed, as the disk was full then."""

    def fail(number, call):
        if "rgb_0017.png" in call:
            raise OSError(28, "No space left on device")

    with watched_calls(workplace / "set", fail):
        assert record(render_products=products()).code == 1
    assert len(look_at(workplace / "set").frames) >= 16
    return workplace / "set"


def products():
    return [CAMERA | {"name": "near"}, CAMERA | {"name": "far"}]


@pytest.fixture
def go_on(record, workplace):
    """Resume, overwrite or verify what is there."""

    def go_on(how, command=None):
        return record(render_products=products(), output={"folder": "set", "on_conflict": how})

    return go_on


ways = pytest.mark.parametrize("how", ["resume", "overwrite"])


def file_record(path):
    return {"path": path, "bytes": 16, "sha256": "0" * 64}


@ways
@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("begun", "../../victim/file.txt"),
        ("files", "{victim}/file.txt"),
        ("frame", "near/../../../victim/file.txt"),
    ],
)
def test_a_journal_that_names_a_file_elsewhere_when_met_then_is_refused(
    unfinished, go_on, victim, workplace, how, path, line
):
    path = path.format(victim=victim)
    lines = (unfinished / "journal.jsonl").read_text().splitlines()
    frame = json.loads(next(each for each in lines if '"frame"' in each))
    frame |= {"frame": len(look_at(unfinished).frames), "files": [file_record(path)]}
    more = {"begun": {"begun": [path]}, "files": {"files": [file_record(path)]}, "frame": frame}[line]
    with (unfinished / "journal.jsonl").open("a") as journal:
        journal.write(json.dumps(more) + "\n")
    before = everything_in(workplace, but=())

    ended = go_on(how)

    assert (ended.code, ended.report["status"]) == (2, "refused")
    assert str(unfinished) in ended.report["error"]
    assert everything_in(workplace, but=()) == before


@ways
def test_a_manifest_that_names_a_file_elsewhere_when_met_then_is_refused(
    record, go_on, victim, workplace, how
):
    assert record(render_products=products()).code == 0
    file = workplace / "set" / "recording.json"
    manifest = json.loads(file.read_text())
    manifest["files"].append(file_record("../../victim/file.txt"))
    file.write_text(json.dumps(manifest))
    before = everything_in(workplace, but=())

    ended = go_on(how)

    assert (ended.code, ended.report["status"]) == (2, "refused")
    assert everything_in(workplace, but=()) == before


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
@ways
def test_a_staging_folder_that_is_a_link_when_met_then_nothing_behind_it_is_touched(
    unfinished, go_on, victim, how
):
    shutil.rmtree(unfinished / ".staging", ignore_errors=True)
    (unfinished / ".staging").symlink_to(victim)

    ended = go_on(how)

    assert ended.code in (0, 2)
    assert ended.code == 2 or look_at(unfinished).problems == []


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
@ways
@pytest.mark.parametrize("what", ["near/rgb", "journal.jsonl", "near/rgb/rgb_0000.png"])
def test_a_part_of_a_data_set_that_is_a_link_when_met_then_nothing_behind_it_is_touched(
    unfinished, go_on, victim, tmp_path, how, what
):
    shutil.move(unfinished / what, victim / "moved")
    (unfinished / what).symlink_to(victim / "moved")

    ended = go_on(how)

    # A link to a file of the right size may stand for it, and one to the journal is no journal any more.
    is_refused = (victim / "moved").is_dir()
    assert (ended.code, ended.report["status"]) == ((2, "refused") if is_refused else (0, "complete"))
    assert is_refused or look_at(unfinished).problems == []


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_data_set_behind_a_link_when_overwritten_then_is_the_only_thing_that_changes(
    unfinished, command, stage_file, victim, tmp_path
):
    shutil.move(unfinished, victim / "moved")
    unfinished.symlink_to(victim / "moved")
    before = everything_in(victim, but=("moved",))
    config = tmp_path / "config.json"

    ended = command(
        "record", config, "--stage", stage_file, "--set", "output.on_conflict=overwrite", "--json"
    )

    assert (ended.code, ended.report["status"]) == (0, "complete")
    assert look_at(victim / "moved").problems == []
    assert everything_in(victim, but=("moved",)) == before
