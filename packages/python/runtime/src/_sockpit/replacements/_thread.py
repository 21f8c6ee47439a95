"""`_thread` for the page: what CPython's C module gives, over stacks that take turns on one real thread.

The standard library's own `threading` stands on this one.
"""
# What is imported here is what this module gives, and `threading` takes names from it that begin with an underscore.
# ruff: noqa: F401
# pyright: reportUnusedImport=false, reportUnusedFunction=false, reportPrivateUsage=false

import contextvars
import itertools
import sys
import typing
from collections import abc

from pyodide.ffi import create_proxy

from _sockpit import c_functions
from _sockpit.bridge import blocking
from _sockpit.linux import signals
from _sockpit.program import unraisable
from _sockpit.pyodide_internals import thread_locals
from _sockpit.pyodide_internals.originals import original_thread
from _sockpit.threads import async_exceptions, locks
from _sockpit.threads.locks import TIMEOUT_MAX, RLock, lock

error = RuntimeError
LockType = lock

# Distance of two idents, as pthreads lie in memory.
_STACK_SPACING = 0x80_1000
_SMALLEST_STACK_BYTES = 32768
# Bytes of a thread's name that Linux keeps.
_NAME_BYTES = 15

_numbers = itertools.count(1)
_stack_bytes = 0
_plain_threads = 0

# Threads that the end of the program waits for, as `_shutdown` does.
_awaited: "dict[int, _ThreadHandle]" = {}


def allocate_lock():
    """Create a new lock object. See help(type(threading.Lock())) for information about locks."""
    return lock()


def get_ident():
    """Return a non-zero integer that uniquely identifies the current thread."""
    return blocking.running.ident


def get_native_id():
    """Return a non-negative integer identifying the thread as reported by the OS."""
    return blocking.running.native_id


def _get_main_thread_ident():
    return blocking.main.ident


def _is_main_interpreter():
    return True


def daemon_threads_allowed():
    """Return True if daemon threads are allowed in the current interpreter."""
    return True


def _count():
    return _plain_threads


def exit() -> typing.NoReturn:
    """Raise SystemExit: the current thread exits silently unless the exception is caught."""
    raise SystemExit


def interrupt_main(signum: int = 2, /) -> None:
    """Simulate the arrival of the given signal in the main thread, SIGINT by default."""
    signals.interrupt_main(signum)


def stack_size(size: int = 0, /) -> int:
    """Return the thread stack size used when creating new threads, and set it where `size` is given."""
    global _stack_bytes
    if size < 0:
        raise ValueError("size must be 0 or a positive value")
    if 0 < size < _SMALLEST_STACK_BYTES:
        raise ValueError(f"size not valid: {size} bytes")
    previous, _stack_bytes = _stack_bytes, size
    return previous


def set_name(name: object) -> None:
    """Set the name of the current thread. Only Linux's own tools would show it."""
    if not isinstance(name, str):
        raise TypeError(f"set_name() argument 'name' must be str, not {type(name).__name__}")
    name.encode()[:_NAME_BYTES]


class _ThreadHandle:
    """A thread, as `threading` and the end of the program wait for it."""

    __slots__ = ("__weakref__", "_ident", "_state", "_waiting")
    __module__ = "_thread"

    def __init__(self) -> None:
        self._ident = 0
        self._state = "new"
        self._waiting: list[blocking.Place] = []

    @property
    def ident(self):
        return self._ident

    def is_done(self) -> bool:
        return self._state == "done"

    def join(self, timeout: typing.Any = None, /) -> None:
        deadline = _join_deadline(timeout)
        if self._state == "new":
            raise RuntimeError("thread not started")
        if self._state == "running" and self._ident == get_ident():
            raise RuntimeError("Cannot join current thread")
        while self._state != "done":
            place = blocking.Place()
            self._waiting.append(place)
            try:
                if not (self._state == "done" or blocking.park(place, deadline)):
                    return
            finally:
                if place in self._waiting:
                    self._waiting.remove(place)
        blocking.deliver_pending()

    def _set_done(self) -> None:
        self._state = "done"
        waiting, self._waiting = self._waiting, []
        for place in waiting:
            place.wake()

    def __repr__(self) -> str:
        return f"<_thread._ThreadHandle object: ident={self._ident}>"


def _join_deadline(timeout: typing.Any) -> float | None:
    if timeout is None:
        return None
    if not isinstance(timeout, (int, float)) and not hasattr(timeout, "__index__"):
        raise TypeError(f"'{type(timeout).__name__}' object cannot be interpreted as an integer")
    # As `Thread.join` has it: -1 is for ever.
    return locks.deadline_of(True, -1 if timeout < 0 else timeout)


def _make_thread_handle(ident: int, /) -> _ThreadHandle:
    handle = _ThreadHandle()
    handle._ident = ident
    handle._state = "running"
    return handle


def start_joinable_thread(
    function: abc.Callable[..., object], handle: _ThreadHandle | None = None, daemon: bool = True
) -> _ThreadHandle:
    """Start a thread and return its handle. The end of the program waits for it unless it is a daemon."""
    if not callable(function):
        raise TypeError("thread function must be callable")
    if handle is None:
        handle = _ThreadHandle()
    if handle._state != "new":
        raise RuntimeError("thread already started")
    _start(handle, function, daemon)
    return handle


def start_new_thread(function: abc.Callable[..., object], args: typing.Any, kwargs: typing.Any = None, /) -> int:
    """Start a new thread and return its identifier. It runs `function` with `args` and `kwargs`."""
    if not callable(function):
        raise TypeError("first arg must be callable")
    if not isinstance(args, tuple):
        raise TypeError("2nd arg must be a tuple")
    if kwargs is not None and not isinstance(kwargs, dict):
        raise TypeError("optional 3rd arg must be a dictionary")

    @blocking.enters_program
    def run() -> None:
        global _plain_threads
        _plain_threads += 1
        try:
            contextvars.Context().run(function, *args, **({} if kwargs is None else kwargs))
        except SystemExit:
            pass
        except BaseException as exception:
            unraisable.thread_failed(exception)
            unraisable.report(exception, f"Exception ignored in thread started by {function!r}")
        finally:
            _plain_threads -= 1

    handle = _ThreadHandle()
    _start(handle, run, True)
    return handle._ident


def _start(handle: _ThreadHandle, function: abc.Callable[..., object], daemon: bool) -> None:
    if not blocking.parks_stacks:
        raise RuntimeError(f"can't start new thread: {blocking.NO_THREADS}")
    number = next(_numbers)
    stack = blocking.Stack(blocking.main.ident - number * _STACK_SPACING)
    stack.native_id = blocking.main.native_id + number
    handle._ident = stack.ident
    handle._state = "running"
    blocking.stacks[stack.ident] = stack
    if not daemon:
        _awaited[stack.ident] = handle

    @blocking.enters_program
    def run() -> None:
        blocking.running = stack
        blocking.bridge.beginStack()
        # A new stack inherits what the one that was parked last had set for itself.
        sys.settrace(None)
        sys.setprofile(None)
        try:
            function()
        except BaseException as exception:
            unraisable.report(exception, f"Exception ignored in thread started by {function!r}")
        finally:
            # Who waits for the thread finds its local data gone.
            stack.local_data = blocking.LocalData()
            del blocking.stacks[stack.ident]
            _awaited.pop(stack.ident, None)
            handle._set_done()

    blocking.bridge.spawn(create_proxy(run))


def _shutdown() -> None:
    """Wait until all threads that are not daemons have come to their end."""
    while _awaited:
        handle = next(iter(_awaited.values()))
        try:
            handle.join()
        except BaseException as exception:
            unraisable.report(exception, "Exception ignored while joining a thread in _thread._shutdown()")
            return


def _name(stack: blocking.Stack) -> str:
    """A thread's name in the trace."""
    threading = sys.modules["threading"]
    thread = threading._active.get(stack.ident)
    return f"Thread {stack.native_id}" if thread is None else thread.name


_local = thread_locals.local
_local.__module__, _local.__name__, _local.__qualname__ = "_thread", "_local", "_local"

allocate = allocate_lock
start_new = start_new_thread
exit_thread = exit

c_functions.take_places(globals(), original_thread)


def install() -> None:
    blocking.thread_name = _name
    thread_locals.install(lambda: blocking.running.local_data, RLock)
    async_exceptions.install()
