from __future__ import annotations

import dataclasses

import pytest


@pytest.fixture
def frames(document, models):
    """The field of the number of frames."""
    return models.IntegerField(document, "control.frames")


def test_type_when_the_text_is_a_number_then_the_config_has_it_at_once(frames, recorder):
    frames.type("25")

    assert recorder.config.control.frames == 25
    assert frames.problem is None


def test_type_when_the_text_is_no_number_then_it_stays_and_the_config_keeps_its_value(frames, recorder):
    frames.type("2x")

    assert frames.text == "2x"
    assert frames.problem == "'2x' is not a whole number."
    assert recorder.config.control.frames == 10


def test_text_when_somebody_else_sets_the_config_then_shows_that_value(frames, recorder):
    frames.type("2x")

    recorder.config = dataclasses.replace(
        recorder.config, control=dataclasses.replace(recorder.config.control, frames=7)
    )

    assert frames.text == "7"
    assert frames.problem is None


def set_frames(recorder, frames):
    control = dataclasses.replace(recorder.config.control, frames=frames)
    recorder.config = dataclasses.replace(recorder.config, control=control)


def test_type_when_somebody_who_hears_of_it_sets_another_value_then_that_one_is_shown(frames, recorder):
    recorder.subscribe_config(lambda config: set_frames(recorder, 4) if config.control.frames == 3 else None)

    frames.type("3")

    assert recorder.config.control.frames == 4
    assert frames.text == "4"


def test_text_when_a_script_starts_while_it_is_no_value_then_shows_what_is_recorded(
    app, core, frames, recorder, tmp_path
):
    recorder.config = core.RecorderConfig(
        render_products=(core.RenderProductConfig("/World/Camera", 16, 12),),
        writer=core.WriterConfig("BasicWriter", {"rgb": True}),
        output=core.OutputConfig(str(tmp_path)),
        control=core.ControlConfig(frames=0),
    )
    frames.type("2x")

    app.run(recorder.start())

    assert (frames.text, frames.problem) == ("0", None)
    # A field that had the keyboard when the recording began.
    frames.type("20x")
    assert (frames.text, frames.problem) == ("0", None)
    app.run(recorder.stop())
    assert frames.text == "0"


def test_edit_when_a_recording_has_begun_while_a_menu_was_open_then_nothing_happens(
    app, core, models, recorder, tmp_path
):
    config = recorder.config = core.RecorderConfig(
        render_products=tuple(core.RenderProductConfig("/World/Camera", side, 12) for side in (16, 17)),
        writer=core.WriterConfig("BasicWriter", {"rgb": True}),
        output=core.OutputConfig(str(tmp_path)),
        control=core.ControlConfig(frames=0),
    )
    document = models.ConfigDocument(recorder)
    products = models.RenderProductsModel(document)
    app.run(recorder.start())

    products.fields(0).set_resolution(640, 480)
    products.fields(0).camera.type("/World/Side")
    products.add()
    products.remove(0)
    products.move(0, 1)
    models.ControlModel(document, recorder).control_timeline.set(True)

    assert recorder.config is config
    app.run(recorder.stop())
    document.destroy()


def test_a_field_when_its_render_product_is_gone_then_shows_and_takes_nothing(core, models, recorder):
    recorder.config = core.RecorderConfig(render_products=(core.RenderProductConfig("/World/Camera"),) * 2)
    document = models.ConfigDocument(recorder)
    products = models.RenderProductsModel(document)
    last = products.fields(1)

    products.remove(0)
    last.width.type("12x")
    last.camera.type("/World/Side")

    assert (last.width.text, last.camera.text) == ("", "")
    assert document.unreadable == {}
    assert [product.camera for product in products.products] == ["/World/Camera"]
    document.destroy()


def test_a_text_that_is_no_value_when_the_row_above_it_is_removed_then_stays_at_no_row(
    core, models, recorder
):
    recorder.config = core.RecorderConfig(render_products=(core.RenderProductConfig("/World/Camera"),) * 3)
    document = models.ConfigDocument(recorder)
    products = models.RenderProductsModel(document)
    products.fields(1).width.type("12x")

    products.remove(0)

    assert document.unreadable == {}
    assert [products.fields(index).width.text for index in range(2)] == ["1280", "1280"]
    document.destroy()
