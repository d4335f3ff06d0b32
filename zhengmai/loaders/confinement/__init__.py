"""Files of strangers, read in a process of its own within limits of time, memory and size.

:mod:`.limits` says what a file may cost, :mod:`.readers` keeps the process and ends it where a file
costs more, :mod:`.child` is what runs in it. The process is started once and reads one file after
the other; it ends with the one that started it (:mod:`zhengmai.lifeline`).

Where there is no ``/proc`` (macOS, Windows) time is counted by the clock instead of by the work
done, and memory is bounded as far as the system does it by ``RLIMIT_AS``.
"""

from zhengmai.loaders.confinement.limits import Limits
from zhengmai.loaders.confinement.readers import confined

__all__ = ["Limits", "confined"]
