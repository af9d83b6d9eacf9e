"""Signals: the first asks to stop, the second aborts."""

from __future__ import annotations

import signal
import sys

import pytest

from synthetic_recorder.app.stop_signals import stop_signals

NUMBERS = pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])


@NUMBERS
def test_a_signal_when_it_comes_then_stop_is_called_once_and_a_person_is_told(number, capsys):
    calls = []

    with stop_signals() as request:
        request.on_request(lambda: calls.append("stop"))
        signal.raise_signal(number)

    assert (request.made, calls) == (True, ["stop"])
    assert capsys.readouterr().err == "Stopping. Once more to abort.\n"


@NUMBERS
def test_a_second_signal_when_it_comes_then_aborts(number, capsys):
    with stop_signals() as request:
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(number)

    assert request.made


def test_a_signal_when_nothing_can_be_stopped_yet_then_stop_is_called_as_soon_as_it_can(capsys):
    calls = []

    with stop_signals() as request:
        signal.raise_signal(signal.SIGTERM)
        request.on_request(lambda: calls.append("stop"))

    assert calls == ["stop"]


def test_a_signal_when_the_recording_has_ended_then_nobody_is_called(capsys):
    calls = []

    with stop_signals() as request:
        request.on_request(lambda: calls.append("stop"))
        request.forget()
        signal.raise_signal(signal.SIGTERM)

    assert (request.made, calls) == (True, [])


@pytest.mark.parametrize(
    "error", [BrokenPipeError(), RuntimeError("reentrant call"), ValueError("closed file")]
)
def test_a_signal_when_standard_error_takes_nothing_then_stop_is_called_all_the_same(monkeypatch, error):
    class Broken:
        def write(self, text):
            raise error

        def flush(self):
            raise error

    monkeypatch.setattr(sys, "stderr", Broken())
    calls = []

    with stop_signals() as request:
        request.on_request(lambda: calls.append("stop"))
        signal.raise_signal(signal.SIGINT)

    assert calls == ["stop"]


def test_signals_when_the_recording_is_over_then_have_the_handlers_that_they_had():
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]

    with stop_signals() as request:
        during = signal.getsignal(signal.SIGINT)

    assert during == request.receive
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] == before
