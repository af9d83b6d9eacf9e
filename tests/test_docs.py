"""The docs name what there is: findings, links, commands."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pxr import Usd
from typer.main import get_command

from kitless.annotators import known_names
from synthetic_recorder.app.main import cli

ROOT = Path(__file__).parents[1]
FOLDERS = ("benchmarks", "docs", "exts", "kitless", "samples")
PAGES = sorted([*ROOT.glob("*.md"), *(page for folder in FOLDERS for page in (ROOT / folder).rglob("*.md"))])


def test_the_table_of_findings_has_exactly_the_codes_of_the_core_extension():
    core = ROOT / "exts/synthetic_recorder.core/synthetic_recorder/core"
    source = "\n".join(path.read_text() for path in core.rglob("*.py") if "tests" not in path.parts)
    reported = set(
        re.findall(r'(?:partial\((?:error|warning),|(?:error|warning|_refusal)\()\s*"([a-z0-9-]+)"', source)
    )
    table = (ROOT / "docs/reference/findings.md").read_text()
    assert set(re.findall(r"^\| `([a-z0-9-]+)` \|", table, re.MULTILINE)) == reported


def test_every_link_in_the_docs_leads_to_a_file_and_to_a_heading_in_it():
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in PAGES
        for target in re.findall(r"\]\(([^)]+)\)", page.read_text())
        if "://" not in target and not leads_somewhere(page, target)
    ]
    assert broken == []


def leads_somewhere(page, target):
    path, _, heading = target.partition("#")
    file = page.parent / path if path else page
    if not heading:
        return file.exists()
    headings = re.findall(r"^#+ (.+)$", file.read_text(), re.MULTILINE)
    return heading in {re.sub(r"[^\w -]", "", text.lower()).replace(" ", "-") for text in headings}


def test_every_page_is_linked_from_the_index():
    index = (ROOT / "docs/README.md").read_text()
    pages = {str(page.relative_to(ROOT / "docs")) for page in PAGES if page.is_relative_to(ROOT / "docs")}
    assert set(re.findall(r"\]\(([^)]+)\)", index)) == pages - {"README.md"}


def test_the_ci_runs_the_two_commands_that_the_readme_promises():
    commands = re.findall(r"^uv run .*?(?=\s*(?:#|$))", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert len(commands) >= 2
    ci = (ROOT / ".ci/run").read_text()
    assert [command for command in commands[:2] if command not in ci] == []


def test_the_page_of_the_command_line_names_every_command_with_exactly_its_options():
    page = (ROOT / "docs/reference/command-line.md").read_text()
    (synopsis,) = re.findall(r"\A# Command line\n\n```\n(.*?)```", page, re.DOTALL)
    named = {}
    for line in re.split(r"^synthetic-recorder ", synopsis, flags=re.MULTILINE)[1:]:
        command, *_ = line.split()
        named[command] = set(re.findall(r"--[a-z0-9-]+", line))
    there = {
        name: {option for parameter in command.params for option in parameter.opts if option.startswith("--")}
        for name, command in get_command(cli).commands.items()
    }
    assert named.pop("--version") == {"--version"}
    assert named == there


def test_a_preset_that_the_docs_record_with_a_camera_of_the_readers_when_looked_at_then_has_no_other_camera():
    commands = [
        (preset, set(re.findall(r"--set 'render_products\[(\d)\]\.camera=", command)))
        for page in PAGES
        for command, preset in re.findall(r"(record (config/\w+\.json)(?:\\\n|.)*)", page.read_text())
    ]
    with_cameras = [(preset, cameras) for preset, cameras in commands if cameras]
    assert len(with_cameras) == 2
    for preset, cameras in with_cameras:
        products = json.loads((ROOT / preset).read_text())["render_products"]
        assert cameras == set(map(str, range(len(products))))


@pytest.mark.parametrize("page", ["kitless/README.md", "docs/how-to/record-from-python.md"])
def test_the_python_of_a_page_runs_as_it_stands(page, tmp_path):
    (script,) = re.findall(r"```python\n(.*?)```", (ROOT / page).read_text(), re.DOTALL)
    config = {
        "version": 1,
        "render_products": [{"camera": "/World/turtle_Camera", "width": 32, "height": 24}],
        "writer": {"parameters": {"rgb": True}},
        "output": {"directory": str(tmp_path / "out")},
        "control": {"frames": 2},
    }
    (tmp_path / "config.json").write_text(json.dumps(config))
    # Where the page names files that a reader would have, the test has its own, and a smaller picture.
    for readers, ours in {
        "config/semantic_segmentation.json": str(tmp_path / "config.json"),
        "samples/tabletop/tabletop_labelled.usda": str(ROOT / "samples/tabletop/tabletop_labelled.usda"),
        '"stage.usd"': repr(str(ROOT / "samples/tabletop/tabletop_labelled.usda")),
        "/World/Camera": "/World/turtle_Camera",
        "(640, 480)": "(32, 24)",
        "/tmp/out": str(tmp_path / "out"),
    }.items():
        script = script.replace(readers, ours)

    done = run(["-c", script], tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    assert list((tmp_path / "out").rglob("rgb_0000.png"))


@pytest.fixture(scope="module")
def recording(tmp_path_factory):
    """A folder with what the annotators' pages read: the tabletop, recorded where it is the default."""
    folder = tmp_path_factory.mktemp("recording")
    switches = [
        "bounding_box_2d_tight",
        "bounding_box_3d",
        "camera_params",
        "pointcloud",
        "semantic_segmentation",
    ]
    config = {
        "version": 1,
        "render_products": [{"camera": "/World/turtle_Camera", "width": 64, "height": 48}],
        "writer": {"parameters": dict.fromkeys(switches, True)},
        "control": {"frames": 1},
    }
    (folder / "config.json").write_text(json.dumps(config))
    stage = str(ROOT / "samples/tabletop/tabletop_labelled.usda")
    run(["-m", "synthetic_recorder.app.main", "record", "config.json", "--stage", stage], folder)
    return folder


@pytest.fixture
def said_by(recording):
    """said_by(page): what the Python of an annotators' page prints."""

    def said_by(page):
        (script,) = re.findall(
            r"```python\n(.*?)```", (ROOT / "docs/kitless/annotators" / page).read_text(), re.DOTALL
        )
        done = run(["-c", script], recording)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    return said_by


def test_the_points_of_the_page_on_points_when_projected_as_it_says_then_lie_on_the_pixels_centres(said_by):
    said, _, off = said_by("points-and-motion.md").rpartition(" ")

    assert said == "off the centres of their pixels by at most"
    assert float(off) < 0.01


@pytest.mark.parametrize(("page", "said"), [("segmentation.md", "can "), ("bounding-boxes.md", "hidden")])
def test_the_python_of_an_annotators_page_reads_a_recording(said_by, page, said):
    assert said in said_by(page)


def test_python_and_rules_of_the_pages_on_labels_do_what_they_say(tmp_path):
    (script,) = re.findall(
        r"```python\n(.*?)```", (ROOT / "docs/how-to/label-a-stage.md").read_text(), re.DOTALL
    )
    (rules,) = re.findall(
        r"```json\n(.*?)```", (ROOT / "docs/reference/command-line.md").read_text(), re.DOTALL
    )
    (tmp_path / "rules.json").write_text(rules)
    tabletop = Usd.Stage.Open(str(ROOT / "samples/tabletop/tabletop.usda"))
    tabletop.Flatten().Export(str(tmp_path / "my_stage.usd"))

    by_python = run(["-c", script], tmp_path)
    label = ["label", "my_stage.usd", "--rules", "rules.json", "--save", "labelled.usda", "--report"]
    by_rules = run(["-m", "synthetic_recorder.app.main", *label], tmp_path)

    assert (by_python.returncode, by_python.stderr) == (0, "")
    assert "class: box    2, 2" in by_python.stdout
    assert (by_rules.returncode, by_rules.stderr) == (0, "")
    assert "class: can    2, 2" in by_rules.stdout.rpartition("After:")[2]


def run(arguments, folder):
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


def test_the_table_of_annotators_has_exactly_those_that_kitless_has():
    page = (ROOT / "docs/kitless/replicator.md").read_text()
    (table,) = re.findall(r"\| names \| parameters \|\n(.*?)\n\n", page, re.DOTALL)
    names = {name for row in table.splitlines() for name in re.findall(r"`(\w+)`", row.split("|")[1])}
    fast = {name for name in known_names() if name.removesuffix("_fast") in names}
    assert names | fast == set(known_names())
