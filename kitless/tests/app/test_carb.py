"""The small things of `carb`: vectors, logging, profiling, tokens."""

from __future__ import annotations

import importlib
import logging

import pytest

from kitless.app.tokens import Tokens


@pytest.fixture
def carb(app):
    return importlib.import_module("carb")


@pytest.fixture
def carb_logging(carb):
    interface = importlib.import_module("carb.logging").acquire_logging()
    yield interface
    interface.set_log_enabled(True)
    for name in ("carb", "kitless"):
        logging.getLogger(name).setLevel(logging.NOTSET)


def test_vector_when_it_is_made_then_its_numbers_have_names_places_and_a_type(carb):
    vector = carb.Float3(1, 2, 3)
    vector.y = 5
    vector[2] += 1

    assert (vector.x, vector.y, vector.z) == (1.0, 5.0, 4.0)
    assert list(vector) == [1.0, 5.0, 4.0]
    assert vector == carb.Float3(1, 5, 4)
    assert vector != carb.Float4(1, 5, 4, 0)
    assert repr(vector) == "carb.Float3(1.0, 5.0, 4.0)"
    assert list(carb.Int2(1.9, 2)) == [1, 2]
    assert list(carb.Float4()) == [0.0] * 4


def test_vector_when_it_has_no_such_number_then_it_is_an_error(carb):
    with pytest.raises(AttributeError, match="Float3 has no attribute 'w'"):
        _ = carb.Float3().w
    with pytest.raises(TypeError, match="Float3 expects 3 numbers or none, got 2"):
        carb.Float3(1, 2)


def test_logging_when_the_threshold_is_an_error_then_warnings_are_not_logged(carb, carb_logging, caplog):
    levels = importlib.import_module("carb.logging")
    assert carb_logging.get_level_threshold() == levels.LEVEL_WARN

    carb_logging.set_level_threshold(levels.LEVEL_ERROR)
    carb.log_warn("quiet")
    carb.log_error("loud")

    assert carb_logging.get_level_threshold() == levels.LEVEL_ERROR
    assert [record.message for record in caplog.records] == ["loud"]


def test_logging_when_it_is_switched_off_then_nothing_is_logged(carb, carb_logging, caplog):
    carb_logging.set_log_enabled(False)
    carb.log_error("lost")
    carb_logging.set_log_enabled(True)
    carb.log_fatal("seen")

    assert carb_logging.is_log_enabled()
    assert [(record.levelname, record.message) for record in caplog.records] == [("CRITICAL", "seen")]


def test_logging_when_somebody_reads_along_then_they_hear_it_until_they_end(carb, carb_logging):
    heard = []
    handle = carb_logging.add_logger(
        lambda source, level, _file, _line, message: heard.append((source, level, message))
    )

    carb.log_warn("one")
    logging.getLogger("kitless.stage").error("two")
    carb_logging.remove_logger(handle)
    carb_logging.remove_logger(handle)
    carb.log_warn("three")

    assert heard == [("carb", 0, "one"), ("kitless.stage", 1, "two")]


def test_profile_when_it_decorates_then_the_function_is_the_same(app):
    profiler = importlib.import_module("carb.profiler")

    def function() -> int:
        return 1

    profiler.begin(1, "zone")
    profiler.end(1)

    assert profiler.profile(function) is function
    assert profiler.profile(zone_name="zone")(function) is function


@pytest.mark.parametrize(
    "name", ["app_name", "cache", "data", "documents", "logs", "omni_data", "platform", "temp"]
)
def test_token_when_it_is_one_of_kits_then_it_is_known(name):
    tokens = Tokens()

    assert tokens.exists(name)
    assert "$" not in tokens.resolve(f"${{{name}}}/file")


def test_event_stream_when_an_extension_makes_one_then_it_works_like_the_apps(app):
    events = importlib.import_module("carb.events")
    stream = events.get_events_interface().create_event_stream()
    heard = []
    kept = stream.create_subscription_to_pop(heard.append, name="me")

    stream.dispatch(5)

    assert [event.type for event in heard] == [5]
    assert kept.name == "me"
