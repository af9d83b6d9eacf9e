"""The model of the Output frame: where the data set goes, and what a start does there."""

from __future__ import annotations

import dataclasses

import pytest


@pytest.fixture
def set_output(recorder, core, tmp_path):
    """Set values of the config's output; the working directory is an empty one."""

    def set_output(**values):
        output = dataclasses.replace(recorder.config.output, **values)
        recorder.config = dataclasses.replace(recorder.config, output=output)

    set_output(directory=str(tmp_path / "sets"), folder="run")
    return set_output


@pytest.fixture
def output(document, recorder, models, set_output):
    output = models.OutputModel(document, recorder)
    yield output
    output.destroy()


@pytest.fixture
def until_looked(app, output):
    """Let the app go on until the disk has answered, or until something is so."""

    def until_looked(condition=lambda: output.location):
        async def wait():
            while not condition():
                await app.next_update()

        app.run(wait())

    return until_looked


def test_outlook_when_nothing_is_there_then_a_new_folder_is_made(output, until_looked, tmp_path):
    assert output.outlook == "Looking at the disk ..."

    until_looked()

    assert output.location == str(tmp_path / "sets" / "run")
    assert output.outlook == "A new folder is made at the start."
    assert not (tmp_path / "sets").exists()


def test_outlook_when_the_folder_exists_then_names_the_one_that_is_recorded_to(
    output, until_looked, tmp_path
):
    (tmp_path / "sets" / "run").mkdir(parents=True)
    (tmp_path / "sets" / "run_01").mkdir()

    until_looked()

    assert output.location == str(tmp_path / "sets" / "run_02")
    assert output.outlook == "run exists: records to run_02."


def test_outlook_when_a_start_would_be_refused_then_leaves_the_word_to_the_finding(
    output, set_output, core, until_looked, tmp_path
):
    (tmp_path / "sets" / "run").mkdir(parents=True)
    set_output(on_conflict=core.OnConflict.FAIL)

    until_looked()

    assert output.outlook == ""


def test_outlook_when_the_data_set_goes_to_a_bucket_then_no_disk_is_looked_at(
    output, set_output, core, until_looked
):
    set_output(s3=core.S3Config(enabled=True, bucket="recordings", prefix="sets"))

    until_looked()

    assert output.location == "s3://recordings/sets/run"
    assert output.outlook == "The bucket is asked at the start."
    assert output.find_folder() == ""


def test_location_when_the_folder_is_typed_then_is_not_known_until_the_disk_has_answered(
    output, until_looked, tmp_path
):
    until_looked()

    output.folder.type("other")

    assert output.location == ""
    until_looked()
    assert output.location == str(tmp_path / "sets" / "other")


def test_location_when_something_else_changes_then_the_disk_is_not_asked_again(
    output, until_looked, recorder
):
    until_looked()

    control = dataclasses.replace(recorder.config.control, frames=7)
    recorder.config = dataclasses.replace(recorder.config, control=control)

    assert output.location != ""


def test_outlook_when_somebody_else_was_at_the_disk_then_is_old_until_it_is_looked_at_again(
    output, until_looked, tmp_path
):
    until_looked()
    (tmp_path / "sets" / "run").mkdir(parents=True)

    output.look_again()
    assert output.outlook == "A new folder is made at the start."
    until_looked(lambda: output.outlook == "run exists: records to run_01.")

    assert output.location == str(tmp_path / "sets" / "run_01")


@pytest.mark.parametrize("policy", ["RESUME", "OVERWRITE", "INCREMENT"])
def test_outlook_when_a_recording_has_ended_then_counts_with_it(
    app, output, set_output, core, recorder, until_looked, tmp_path, policy
):
    product = core.RenderProductConfig("/World/Camera", 8, 8)
    writer = core.WriterConfig(parameters={"rgb": True})
    control = dataclasses.replace(recorder.config.control, frames=2)
    recorder.config = dataclasses.replace(
        recorder.config, render_products=(product,), writer=writer, control=control
    )

    async def record():
        await recorder.start()
        during = output.location, output.outlook
        await recorder.wait()
        return during

    assert app.run(record()) == (str(tmp_path / "sets" / "run"), "This is where the recording goes.")
    set_output(on_conflict=core.OnConflict[policy])
    until_looked()

    assert (
        output.outlook
        == {
            "RESUME": "run has 2 frames: the recording goes on after them.",
            "OVERWRITE": "run has 2 frames: they are removed at the start.",
            "INCREMENT": "run exists: records to run_01.",
        }[policy]
    )


def test_folder_when_it_is_not_there_yet_then_is_what_is_there_of_the_way(output, until_looked, tmp_path):
    until_looked()

    assert output.find_folder() == str(tmp_path)
    (tmp_path / "sets" / "run").mkdir(parents=True)
    assert output.find_folder() == str(tmp_path / "sets" / "run")


def test_destroy_when_the_disk_has_not_answered_then_nothing_of_it_goes_on(app, output):
    output.destroy()
    output.destroy()

    async def go_on():
        for _ in range(20):
            await app.next_update()

    app.run(go_on())
    assert output.location == ""
