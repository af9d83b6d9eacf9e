"""Signals: the first asks to stop, the second aborts."""

from __future__ import annotations

import signal
import sys

import pytest

from synthetic_recorder.app.stop_signals import stop_signals

SIGNALS = [number for number in signal.Signals if number.name in ("SIGINT", "SIGTERM", "SIGHUP")]
has_hang_up = pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="Windows has no SIGHUP")


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
def test_a_signal_when_it_comes_then_stop_is_called_once_and_a_person_is_told(number, capsys):
    calls = []

    with stop_signals() as request:
        request.on_request(lambda: calls.append("stop"))
        signal.raise_signal(number)

    assert (request.made, calls) == (True, ["stop"])
    assert capsys.readouterr().err == "Stopping. Once more to abort.\n"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
def test_a_second_signal_when_it_comes_then_aborts(number, capsys):
    with stop_signals() as request:
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(number)

    assert request.made


@has_hang_up
def test_a_terminal_that_is_gone_when_it_is_told_by_shell_and_system_then_nothing_is_aborted():
    calls = []

    with stop_signals() as request:
        request.on_request(lambda: calls.append("stop"))
        signal.raise_signal(signal.SIGHUP)
        signal.raise_signal(signal.SIGHUP)

    assert calls == ["stop"]


@has_hang_up
def test_a_terminal_that_is_gone_when_that_is_ignored_as_with_nohup_then_stays_ignored():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with stop_signals() as request:
            signal.raise_signal(signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before)

    assert not request.made


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

        def close(self):
            pass

    monkeypatch.setattr(sys, "stderr", Broken())
    calls = []

    with stop_signals() as request:
        request.on_request(lambda: calls.append("stop"))
        signal.raise_signal(signal.SIGINT)
    sys.stderr.close()  # Another one, where it can be no better later.

    assert calls == ["stop"]


def test_signals_when_the_recording_is_over_then_have_the_handlers_that_they_had():
    before = [signal.getsignal(number) for number in SIGNALS]

    with stop_signals() as request:
        during = [signal.getsignal(number) for number in SIGNALS]

    assert during == [request.receive] * len(SIGNALS)
    assert [signal.getsignal(number) for number in SIGNALS] == before
