"""docs/kitless/rendering.md lists every code that the scene can report, and no other."""

import re
from pathlib import Path

from kitless.scene import materials, omni_pbr

ROOT = Path(__file__).parents[3]


def test_the_table_of_findings_has_exactly_the_codes_of_the_source():
    source = "\n".join(path.read_text() for path in (ROOT / "kitless/src/kitless/scene").glob("*.py"))
    reported = set(re.findall(r'findings\.add\(\s*"([a-zA-Z-]+)"', source))
    reported |= {f"material-{name}" for name in materials._NOT_DRAWN}
    reported |= {f"material-{name}" for name in omni_pbr.NOT_DRAWN}
    table = (ROOT / "docs/kitless/rendering.md").read_text().split("## What is not drawn as authored")[1]
    documented = {
        code
        for row in re.findall(r"^\| (`.+?) \|", table, re.MULTILINE)
        for code in re.findall(r"`(.+?)`", row)
    }
    assert documented == reported
