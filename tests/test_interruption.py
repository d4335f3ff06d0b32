"""Ctrl-C while something is written, and where it is let through."""

from __future__ import annotations

import os
import signal
import threading

import pytest

from zhengmai.interruption import breakable, unbroken


def stop() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def test_it_is_heard_when_it_is_done() -> None:
    done = []
    with pytest.raises(KeyboardInterrupt), unbroken():  # noqa: PT012 - what comes after is the point
        stop()
        with unbroken():
            stop()
        done.append(True)
    assert done == [True]
    with unbroken():  # it is heard once
        pass
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_it_is_heard_at_once_where_it_is_let_through() -> None:
    done = []
    with pytest.raises(KeyboardInterrupt), unbroken():  # noqa: PT012
        done.append(1)
        with breakable():
            stop()
            done.append(2)
        done.append(3)
    assert done == [1]
    with pytest.raises(KeyboardInterrupt), unbroken():  # noqa: PT012
        stop()
        done.append(2)
        with breakable():
            done.append(3)
    assert done == [1, 2]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_it_is_heard_beside_an_error() -> None:
    with pytest.raises(KeyboardInterrupt), unbroken():  # noqa: PT012
        stop()
        raise ZeroDivisionError
    with unbroken():
        pass


def test_in_other_threads_nothing_is_changed() -> None:
    seen = []

    def work() -> None:
        with unbroken(), breakable():
            seen.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [signal.default_int_handler]
