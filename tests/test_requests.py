"""What a person asks to record: what goes before what, what contradicts itself, and the command that goes on."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from synthetic_recorder.app.request import Request, requested_config
from synthetic_recorder.app.user_code import UserCode
from synthetic_recorder.core import ConfigError, OnConflict


def requested(config, *overrides, **wishes):
    return requested_config(Request(config, Path("stage.usda"), overrides=overrides, **wishes))


@pytest.mark.parametrize("policy", [None, "increment", "overwrite", "fail", "resume"])
def test_a_resume_when_asked_for_then_goes_before_what_the_file_says_of_conflicts(write_config, policy):
    said = {} if policy is None else {"on_conflict": policy}
    config = write_config(output={"folder": "set", **said})

    assert requested(config, resume=True).output.on_conflict is OnConflict.RESUME
    assert requested(config).output.on_conflict is OnConflict(policy or "increment")


@pytest.mark.parametrize(
    "override",
    [
        "output.on_conflict=overwrite",
        'output["on_conflict"]="overwrite"',
        'output={"folder": "set", "on_conflict": "overwrite"}',
    ],
)
def test_a_resume_when_a_value_that_is_set_contradicts_it_then_is_refused(write_config, override):
    with pytest.raises(ConfigError) as refusal:
        requested(write_config(), override, resume=True)

    assert str(refusal.value) == (
        "--resume: contradicts --set output.on_conflict=overwrite; leave one of them out"
    )


@pytest.mark.parametrize(
    "override", ["output.on_conflict=resume", 'output={"folder": "set"}', "output.folder=set"]
)
def test_a_resume_when_a_value_that_is_set_does_not_contradict_it_then_is_one(write_config, override):
    output = requested(write_config(), override, resume=True).output

    assert (output.folder, output.on_conflict) == ("set", OnConflict.RESUME)


def test_a_resume_when_a_value_that_is_set_is_none_then_is_the_same_error_as_without(write_config):
    with pytest.raises(ConfigError, match=r"output\.on_conflict: expected one of increment, resume"):
        requested(write_config(), "output.on_conflict=append", resume=True)


def test_a_resume_in_the_folder_that_one_is_in_when_asked_for_then_goes_on_there(
    write_config, workplace, monkeypatch
):
    (workplace / "set").mkdir()
    monkeypatch.chdir(workplace / "set")

    output = requested(write_config(), output=Path(), resume=True).output

    assert (Path(output.directory), output.folder) == (workplace, "set")
    with pytest.raises(ConfigError, match="which you are in"):
        requested(write_config(), output=Path())


def test_the_command_that_goes_on_when_asked_for_then_is_the_request_with_the_folder_that_it_got():
    request = Request(
        Path("my config.json"),
        Path("stage.usda"),
        output=Path("sets/run"),
        frames=7,
        overrides=("render_products[0].width=16", "output.on_conflict=increment"),
        user_code=UserCode(("my.writers",), (Path("exts"),), ("one.py", "two")),
    )

    command = request.command_to_resume(Path("/data/sets/run_01"))

    assert command == (
        "synthetic-recorder record 'my config.json' --stage stage.usda --output /data/sets/run_01 --frames 7 "
        "--set 'render_products[0].width=16' --enable my.writers --ext-folder exts --import one.py --import two "
        "--resume"
    )


def test_the_command_that_goes_on_when_in_a_bucket_then_names_the_folder_by_its_value(write_config):
    config = write_config(output={"folder": "run", "s3": {"enabled": True, "bucket": "b", "prefix": "sets"}})

    command = Request(config, Path("stage.usda")).command_to_resume("s3://b/sets/007")

    *_, option, value, resume = shlex.split(command)
    assert (option, resume) == ("--set", "--resume")
    # A number in a text stays a text.
    output = requested(config, value, resume=True).output
    assert (output.folder, output.s3.bucket, output.on_conflict) == ("007", "b", OnConflict.RESUME)
