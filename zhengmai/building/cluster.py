"""集群: jobs done by the workers of a Dask cluster, on other machines.

What the workers send back is put into one store, so they must work as this process does
(:mod:`.sameness`): all are asked when the build begins, and each job says for whom it is done, so
that a worker which comes later and is another one refuses it. A file that cannot be read comes back
as a report. A job whose worker is lost is given to another worker, some times.

A worker does one job after the other in a thread that stays, as a process of a build on one machine
does: the reading process of files of strangers ends with the thread that started it, and the
arithmetic is bound to one thread for the whole process.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import pickle
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final, NoReturn

from zhengmai.building import sameness
from zhengmai.errors import ModelError, ZhengmaiError
from zhengmai.wording import phrase
from zhengmai.workers import AHEAD, Job, Result, Workers, in_turn

if TYPE_CHECKING:
    from distributed import Client

ADVICE: Final = 'a cluster needs the extra on all its machines: pip install "zhengmai[dask]"'
_ADDRESS: Final = re.compile(r"(?:tcp|tls)://(?:\[[0-9A-Fa-f:.]+\]|[^\s/:@\[\]]+):\d{1,5}/?")
WAIT = 8.0
"""Seconds in which a scheduler answers, and has a worker."""
PATIENCE = 60.0
"""Seconds that a cluster may be without workers before it is given up: some are started anew."""
_LOOK: Final = 1.0  # seconds after which the cluster is looked at while a result does not come
_COUNTED: Final = 10.0  # seconds for which the number of workers is believed
_RETRIES: Final = 3  # times that a job is done again which a worker failed to do
_TOLD: Final = 3  # workers that differ, and differences, that are told
_SILENT: Final = logging.CRITICAL + 1


class ClusterError(ZhengmaiError):
    """A cluster cannot be used, or was lost; the message says what to do."""


def is_address(scheduler: str) -> bool:
    """Whether this is how the address of a scheduler is written."""
    return _ADDRESS.fullmatch(scheduler) is not None


class Cluster(Workers):
    """The workers of a cluster."""

    remote = True

    def __init__(self, client: Client, address: str) -> None:
        self._client = client
        self._address = address
        self._counted, self._count = 0.0, 0
        self._tools: Mapping[str, Mapping[str, str]] = {}

    @property
    def many(self) -> bool:
        """It is more than this process."""
        return True

    def in_order(
        self, task: Callable[[Job], Result], jobs: Iterable[Job], died: str
    ) -> Iterator[Result]:
        """What becomes of each job: see :meth:`zhengmai.workers.Workers.in_order`."""
        stamp = sameness.stamp()
        executor = self._client.get_executor(retries=_RETRIES, pure=False)

        def submit(job: Job) -> Future[Result]:
            # As bytes: what is in a job is nothing to the scheduler.
            given: Future[Result] = executor.submit(done, stamp, pickle.dumps((task, job)))
            return given

        def take(future: Future[Result]) -> Result:
            return self._taken(future, died)

        try:
            yield from in_turn(submit, jobs, lambda: AHEAD * max(self._workers(died), 1), take)
        finally:
            with contextlib.suppress(Exception):  # what was lost cannot be called off
                executor.shutdown(wait=False)

    def must_have_model(self) -> None:
        """See to it that the workers have the sentence model and what runs it, as this one does.

        Raises:
            ModelError: one of them has not.
        """
        own = sameness.tools()
        names = (sameness.MODEL, *sameness.MODEL_LIBRARIES)
        for worker, other in self._tools.items():
            found = sameness.differences({name: own[name] for name in names}, other)
            if found:
                raise ModelError(
                    f"the worker {worker} cannot do its part ({'; '.join(found)}): install it "
                    "there (zhengmai model install), or compare by letters alone",
                    advice=phrase("zhengmai build PATH --letters compares by letters"),
                )

    def check(self) -> None:
        """See to it that there are workers, and that all of them work as this process does.

        Raises:
            ClusterError: there are none, or one is another one.
        """
        with contextlib.suppress(TimeoutError):
            self._client.wait_for_workers(1, timeout=WAIT)
        answers: dict[str, Any] = self._client.run(_told, on_error="return")
        if not answers:
            raise ClusterError(
                f"the cluster at {self._address} has no workers: start some with "
                f"dask worker {self._address}"
            )
        with_scheduler = {**answers, "of the scheduler": self._of_scheduler()}
        wrong = [line for name, said in with_scheduler.items() if (line := _wrong(name, said))]
        if wrong:
            more = f" (and {len(wrong) - _TOLD} more)" if len(wrong) > _TOLD else ""
            raise ClusterError(
                f"not all machines of the cluster at {self._address} work as this one does, so "
                f"they may read something else: {'; '.join(wrong[:_TOLD])}{more}. Install the same "
                "zhengmai, Python and libraries everywhere, and start the workers anew"
            )
        self._tools = {name: said[1] for name, said in answers.items()}
        if sameness.tools()[sameness.OFFICE] == sameness.HERE:
            lacking = [n for n, t in self._tools.items() if t[sameness.OFFICE] != sameness.HERE]
            if lacking:
                raise ClusterError(
                    f"LibreOffice is installed here and not on the worker {lacking[0]}: install it "
                    "on all of them, so that all read the same files"
                )

    def _of_scheduler(self) -> object:
        try:
            return self._client.run_on_scheduler(_told)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told
            return error

    def _taken(self, future: Future[Result], died: str) -> Result:
        """The result of a job, when it is there.

        Raises:
            ClusterError: the workers are lost, or failed too often.
        """
        from distributed import KilledWorker

        alone_since: float | None = None
        while not wait([future], timeout=_LOOK).done:
            if self._client.status in ("closing", "closed"):
                self._lost(died)
            if self._client.status == "running" and self._workers(died, anew=True):
                alone_since = None
                continue
            alone_since = alone_since or time.monotonic()
            if time.monotonic() - alone_since > PATIENCE:
                self._lost(died)
        try:
            return future.result()
        except ZhengmaiError:
            raise
        except CancelledError:
            self._lost(died)
        except KilledWorker as error:
            raise ClusterError(
                f"{died} (on the cluster at {self._address}, {error.allowed_failures + 1} workers "
                "that were given the same job): give its workers more memory and build again"
            ) from error
        except (ImportError, OSError, MemoryError, pickle.PickleError) as error:
            raise ClusterError(
                f"{died} (on the cluster at {self._address}: {type(error).__name__}: {error}): see "
                "to its workers and build again"
            ) from error

    def _workers(self, died: str, *, anew: bool = False) -> int:
        """How many workers there are; more may come and some may go while a build goes on."""
        now = time.monotonic()
        if anew or now - self._counted > _COUNTED:
            try:
                self._count = len(self._client.nthreads())
            except Exception:  # noqa: BLE001 - of whatever kind: it does not answer
                if self._client.status in ("closing", "closed"):
                    self._lost(died)
                self._count = 0
            self._counted = now
        return self._count

    def _lost(self, died: str) -> NoReturn:
        raise ClusterError(
            f"{died} (the cluster at {self._address} does not answer any more, or has had no "
            "workers for a while): see to its scheduler and workers and build again"
        )


@contextmanager
def cluster(scheduler: str) -> Iterator[Cluster]:
    """The workers of the scheduler at an address, checked; they are let go of at the end.

    Raises:
        ClusterError: it cannot be reached, is another version, has no workers or other ones.
    """
    if not is_address(scheduler):
        raise ClusterError(f"{scheduler}: give the address of a scheduler as tcp://HOST:PORT")
    if not find_spec("distributed"):
        raise ClusterError(ADVICE)
    address = scheduler.rstrip("/")
    with _quiet(), _client(address) as client:
        found = Cluster(client, address)
        try:
            found.check()
        except ZhengmaiError:
            raise
        except Exception as error:
            raise _unreachable(address, error) from error
        yield found


@contextmanager
def _client(address: str) -> Iterator[Client]:
    import dask
    from distributed import Client

    _ask(address)
    settings = {
        "distributed.admin.large-graph-warning-threshold": "1GB",  # files are large, that is all
        "distributed.comm.timeouts.connect": f"{WAIT}s",
    }
    with dask.config.set(settings):
        try:
            client = Client(address, timeout=WAIT, set_as_default=False, name="zhengmai")
        except Exception as error:
            raise _unreachable(address, error) from error
        try:
            yield client
        finally:
            with contextlib.suppress(Exception):
                client.close(timeout=WAIT)


def _ask(address: str) -> None:
    """See to it that a scheduler answers: a client would wait for ever for one that is silent.

    Raises:
        ClusterError: none does, or it is none.
    """
    with ThreadPoolExecutor(1) as aside:  # a notebook has a loop of its own in this thread
        try:
            told = aside.submit(asyncio.run, _identity(address)).result()
        except Exception as error:
            raise _unreachable(address, error) from error
    if told.get("type") != "Scheduler":
        raise ClusterError(
            f"{address} is no scheduler but a {told.get('type')} of Dask: give the address that "
            "dask scheduler prints when it is started"
        )


async def _identity(address: str) -> Mapping[str, Any]:
    from distributed import Security
    from distributed.core import rpc

    asked = rpc(address, timeout=WAIT, connection_args=Security().get_connection_args("client"))
    try:
        told: Mapping[str, Any] = await asyncio.wait_for(asked.identity(), WAIT)
    finally:
        await asked.close_rpc()
    return told


def _unreachable(address: str, error: Exception) -> ClusterError:
    first = (str(error).splitlines() or [type(error).__name__])[0][:200]
    return ClusterError(
        f"no scheduler of Dask that can be used answers at {address} ({first}): is it running "
        "there (dask scheduler), is the port open, is distributed "
        f"{sameness.version_of('distributed')} on both sides?"
    )


@contextmanager
def _quiet() -> Iterator[None]:
    """While a cluster is used, what goes wrong with it is told once, by us."""
    names = [n for n in logging.root.manager.loggerDict if n.partition(".")[0] == "distributed"]
    loggers = [logging.getLogger(name) for name in {"distributed", "distributed.client", *names}]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(_SILENT)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)


def _wrong(name: str, said: object) -> str:
    """What is wrong with a machine that was asked how it works; nothing where all is well."""
    what = name if name.startswith("of ") else f"of the worker {name}"
    if isinstance(said, ModuleNotFoundError):
        return phrase(f"on the machine {what} {said.name or 'a package'} is not installed")
    if isinstance(said, BaseException) or not isinstance(said, tuple):
        return phrase(f"the machine {what} does not answer ({type(said).__name__})")
    found = sameness.differences(sameness.program(), said[0])
    more = f", and {len(found) - _TOLD} more" if len(found) > _TOLD else ""
    return f"on the machine {what} ({', '.join(found[:_TOLD])}{more})" if found else ""


# --- on the workers


def _told() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """What works on a worker."""
    return dict(sameness.program()), dict(sameness.tools())


def done(stamp: str, packed: bytes) -> Any:
    """A job, done on a worker, one after the other.

    Args:
        stamp: of the program for which it is done.
        packed: the task and the job.

    Raises:
        ClusterError: this worker is another program.
    """
    if stamp != sameness.stamp():
        raise ClusterError(
            "a worker that came later works with another zhengmai, Python or library than this "
            "machine: install the same everywhere, start the workers anew and build again"
        )
    return _hand().submit(_do, packed).result()


@cache
def _hand() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, thread_name_prefix="zhengmai")


def _do(packed: bytes) -> Any:
    task, job = pickle.loads(packed)  # noqa: S301 - a cluster does what its users send it
    return task(job)
