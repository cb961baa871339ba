"""A second process that outlives the supervisor, however that ends, and leaves nothing running behind it."""

import os
import signal
import time
from collections.abc import Callable

from pacc.stack.process import adopt_orphans, end_descendants, end_with_parent

GRACE_SECONDS = 8.0  # for programs whose supervisor was killed


def kept(work: Callable[[], int]) -> int:
    """Do `work` in a child and give its exit code. Whatever is left below when the child is gone, is stopped.

    Each watches the other: when the keeper is killed, the kernel asks the supervisor to stop, which stops the rest.
    """
    keeper = os.getpid()
    child = os.fork()
    if child == 0:
        end_with_parent(signal.SIGTERM)
        if os.getppid() != keeper:  # RACE: it was killed before the kernel knew what to do then
            os._exit(1)
        os._exit(_done(work))
    adopt_orphans()
    for which in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(which, lambda *_: os.kill(child, signal.SIGTERM))
    code = _wait_for(child)
    for which in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(which, signal.SIG_IGN)
    end_descendants(GRACE_SECONDS if code < 0 else 1, time.sleep)
    return code if code >= 0 else 128 - code


def _done(work: Callable[[], int]) -> int:
    try:
        return work()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1


def _wait_for(child: int) -> int:
    """Its exit code; reaps whatever else became ours meanwhile."""
    while True:
        pid, status = os.wait()
        if pid == child:
            return os.waitstatus_to_exitcode(status)
