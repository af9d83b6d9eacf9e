"""Any config at all is shown, and any text at all can be typed: nothing raises, and nothing else changes."""

from __future__ import annotations

import importlib
import json
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ANY_TEXT = st.text(max_size=12)
# Half of what people type, and what comes near it.
TYPED = st.one_of(
    ANY_TEXT,
    st.integers().map(str),
    st.sampled_from(
        ["", " ", "1e999", "nan", "[1, {", '["a"]', '{"a": 1, "a": 2}', '"\\ud800"', "null", "a,,b"]
    ),
    st.sampled_from(
        ["https://me:secret@host", "/World/Camera", "~nobody_of_this_name/x", "\0", "\ud800", "x" * 5000]
    ),
)
JSON = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text()
    ),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
    max_leaves=6,
)
NAMES = st.one_of(
    st.sampled_from(["rgb", "semantic_types", "frame_padding", "size", "limit", "mode"]), st.text()
)
CONFIGS = st.fixed_dictionaries(
    {
        "products": st.lists(st.tuples(ANY_TEXT, st.integers(), st.integers(), ANY_TEXT), max_size=3),
        "writer": st.tuples(
            st.one_of(st.sampled_from(["BasicWriter", "AnyWriter", "SizeWriter"]), ANY_TEXT),
            st.dictionaries(NAMES, JSON, max_size=4),
        ),
        "output": st.tuples(ANY_TEXT, ANY_TEXT),
        "policy": st.sampled_from(["increment", "resume", "overwrite", "fail"]),
        "bucket": st.tuples(st.booleans(), *[st.text(st.characters(codec="utf-8", exclude_characters="@"))] * 4),
        "control": st.tuples(st.integers(), st.integers(), st.integers(), st.booleans()),
        "notes": st.lists(ANY_TEXT, max_size=2),
    }
)  # fmt: skip
ANY = settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(scope="module", autouse=True)
def two_writers_more(app):
    rep = importlib.import_module("omni.replicator.core")

    class AnyWriter(rep.Writer):
        def __init__(self, output_dir, **options):
            """Take whatever comes."""

        def write(self, data):
            """Write nothing."""

    class SizeWriter(rep.Writer):
        def __init__(self, output_dir, limit: int, size: tuple[int, int] = (1, 1), mode: str | None = None):
            """Take some values of some types."""

        def write(self, data):
            """Write nothing."""

    for writer in (AnyWriter, SizeWriter):
        rep.WriterRegistry.register(writer)
    yield
    for writer in (AnyWriter, SizeWriter):
        rep.WriterRegistry.unregister_writer(writer.__name__)


@pytest.fixture
def shown(document, findings, recorder, models):
    """Every model of the window."""
    control = models.ControlModel(document, recorder)
    shown = SimpleNamespace(
        document=document,
        findings=findings,
        control=control,
        output=models.OutputModel(document, recorder),
        bucket=models.BucketModel(document, findings),
        file=models.ConfigFileModel(document),
        products=models.RenderProductsModel(document),
        writer=models.WriterModel(document),
        status=models.StatusModel(recorder, control, findings),
    )
    yield shown
    for model in (control, shown.file, shown.bucket, shown.output):
        model.destroy()


def config_of(core, values):
    return core.RecorderConfig(
        render_products=tuple(core.RenderProductConfig(*product) for product in values["products"]),
        writer=core.WriterConfig(*values["writer"]),
        output=core.OutputConfig(
            *values["output"], core.OnConflict(values["policy"]), core.S3Config(*values["bucket"])
        ),
        control=core.ControlConfig(*values["control"]),
        notes=tuple(values["notes"]),
    )


def values_in(models, shown):
    """Return every value of the config that is edited in the window."""
    owners = [shown.control, shown.output, shown.bucket, shown.file, shown.writer]
    owners += [shown.products.fields(index) for index in range(len(shown.products.products))]
    values = [value for owner in owners for value in vars(owner).values()]
    values += [row.control for row in shown.writer.form.rows]
    return [value for value in values if isinstance(value, models.ConfigValue)]


def read_everything(*owners):
    """Read every public property of some objects."""
    for owner in owners:
        for name in dir(type(owner)):
            if not name.startswith("_") and isinstance(getattr(type(owner), name), property):
                getattr(owner, name)


def as_text(config):
    return json.dumps(config.to_dict())


@ANY
@given(values=CONFIGS)
def test_any_config_when_set_then_every_model_shows_it_and_changes_nothing(
    values, core, models, recorder, shown
):
    config = config_of(core, values)

    recorder.config = config
    edited = values_in(models, shown)
    read_everything(*vars(shown).values(), shown.writer.file, shown.writer.new_parameter, *edited)
    notes = [shown.findings.note(value.place) for value in edited]
    shown.findings.counts("render_products", "writer", "output", "control")
    for value in edited:
        if isinstance(value, models.Field):
            value.end()

    assert len(notes) == len(edited)
    assert shown.document.unreadable == {}
    assert as_text(recorder.config) == as_text(config)


@ANY
@given(values=CONFIGS, text=TYPED, data=st.data())
def test_any_text_when_typed_anywhere_then_is_what_is_recorded_or_refuses_the_start_and_changes_nothing_else(
    values, text, data, core, models, recorder, shown
):
    config = config_of(core, values)
    recorder.config = config
    fields = [value for value in values_in(models, shown) if isinstance(value, models.Field)]
    field = data.draw(st.sampled_from(fields))
    others = {other.place: other.text for other in fields if other is not field}

    field.type(text)

    if field.problem is None:
        assert (field.value, None) == field.read(text)
        assert shown.document.unreadable == {}
    else:
        assert shown.control.refusal is not None
        assert as_text(recorder.config) == as_text(config)
    assert {other.place: other.text for other in fields if other is not field} == others
    field.end()
    if field.problem is None:
        assert field.text == field.write(field.value)
    # Put back what was there, and nothing has changed.
    recorder.config = config
    assert {other.place: other.text for other in fields if other is not field} == others
    shown.document.forget_typed(field.place)
