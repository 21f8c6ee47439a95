import _socket
import contextlib
import errno
import os
import re
import socket
import tempfile
import types
import unittest
from functools import partial

from tests import replaced
from tests.outcome import outcome

from _sockpit.bridge import lab_calls

_ours = replaced.load("_socket")

_TEXT, _BYTES = "text", b"x"
_WRITABLE = bytearray(3)

_WRONG_NUMBER = r"\(\d given\)|takes no keyword arguments|missing required"

# Of each method, arguments that are refused before anything is asked of the kernel.
_REFUSED = {
    "bind": [(5,), (("127.0.0.1",),), ("127.0.0.1",)],
    "connect": [(5,), (("127.0.0.1", -1),)],
    "connect_ex": [(("127.0.0.1", "80"),)],
    "listen": [(_TEXT,), (2**40,), (1.5,)],
    "shutdown": [(_TEXT,), (2**40,)],
    "settimeout": [(-1,), (float("nan"),)],
    "recv": [(_TEXT,), (-1,), (2**70,), (1, 2**40)],
    "recv_into": [(_BYTES,), (_WRITABLE, -1), (_WRITABLE, 4)],
    "recvfrom": [(_TEXT,), (-1,)],
    "recvfrom_into": [(_TEXT,), (_WRITABLE, -1), (_WRITABLE, 4)],
    "recvmsg": [(_TEXT,), (-1,), (1, -1)],
    "recvmsg_into": [(5,), ([_BYTES],), ([_WRITABLE], -1)],
    "send": [(_TEXT,), (_BYTES, _TEXT)],
    "sendall": [(5,)],
    "sendto": [(_TEXT, ("127.0.0.1", 1)), (_BYTES, 5), (_BYTES, 0, 5), (_BYTES,)],
    "sendmsg": [(5,), ([_TEXT],), ([_BYTES], 6), ([_BYTES], [(1, 2, 3)])],
    "setsockopt": [(1, 2, _TEXT), (1, _TEXT, 1), (1, 2, None), (1, 2, None, -1), (1, 2, 2**40)],
    "getsockopt": [(1, 2, 1025), (1, 2, -1), (1, _TEXT)],
}

# Of each function, arguments that it refuses.
_REFUSED_BY_FUNCTIONS = {
    "socket": [(99,), (2, 11), (2, 1, -5), (_TEXT,), (2, 1, 0, -1), (2, 1, 0, 1.5)],
    "socketpair": [(1, _TEXT)],
    "close": [(_TEXT,), (-1,)],
    "dup": [(_TEXT,)],
    "setdefaulttimeout": [(-1,), (float("nan"),)],
    "inet_pton": [(99, "::")],
    "getservbyname": [("no such service",)],
    "getservbyport": [(-1,)],
    "getprotobyname": [("no such protocol",)],
    "CMSG_LEN": [(-1,)],
    "if_nametoindex": [(5,)],
}

# Of each method, arguments that only a closed socket refuses.
_REFUSED_WHEN_CLOSED = {
    "bind": [(("127.0.0.1", 0),)],
    "connect": [(("127.0.0.1", 9),)],
    "connect_ex": [(("127.0.0.1", 9),)],
    "listen": [()],
    "_accept": [()],
    "getsockname": [()],
    "getpeername": [()],
    "shutdown": [(2,), (9,)],
    "settimeout": [(1,)],
    "setblocking": [(False,)],
    "recv": [(1,), (0,)],
    "recv_into": [(_WRITABLE,)],
    "recvfrom": [(1,)],
    "recvmsg": [(1,)],
    "recvmsg_into": [([_WRITABLE],)],
    "send": [(_BYTES,)],
    "sendall": [(_BYTES,)],
    "sendto": [(_BYTES, ("127.0.0.1", 9))],
    "sendmsg": [([_BYTES],)],
    "setsockopt": [(1, 2, 1)],
    "getsockopt": [(1, 2)],
    "close": [()],
    "detach": [()],
    "fileno": [()],
}


class Arguments(unittest.TestCase):
    def test_are_refused_as_on_linux(self):
        with contextlib.closing(_real()) as real:
            for name, arguments in _each(_REFUSED):
                with self.subTest(name=name, arguments=arguments):
                    theirs = outcome(getattr(real, name), *arguments)
                    self.assertIsInstance(theirs, tuple, "Linux accepts it")
                    self.assertEqual(outcome(getattr(_closed(), name), *arguments), theirs)

    def test_of_functions_are_refused_as_on_linux(self):
        for name, arguments in _each(_REFUSED_BY_FUNCTIONS):
            with self.subTest(name=name, arguments=arguments):
                theirs = outcome(getattr(socket, name), *arguments)
                self.assertIsInstance(theirs, tuple, "Linux accepts it")
                self.assertEqual(outcome(getattr(_ours, name), *arguments), theirs)


class NumbersOfArguments(unittest.TestCase):
    """What CPython says of too many or too few, and of names where it takes none."""

    def test_are_those_of_linux_s_methods(self):
        real = _real()
        real.close()
        for name in dir(_socket.socket):
            # A lab has no AF_ALG.
            if name[:2] != "__" and name != "sendmsg_afalg" and callable(getattr(real, name)):
                self._compare(name, getattr(_closed(), name), getattr(real, name))

    def test_are_those_of_linux_s_functions(self):
        for name, function in vars(_socket).items():
            # 3.11 counts its arguments in another way than 3.14.
            if name == "if_nametoindex":
                continue
            if isinstance(function, types.BuiltinFunctionType) and hasattr(_ours, name):
                self._compare(name, getattr(_ours, name), function)

    def _compare(self, name, ours, real):
        # Without arguments, socketpair makes two.
        for count in range(1 if name == "socketpair" else 0, 8):
            arguments = [_Unfit()] * count
            for keywords in ({}, {"x": 1}):
                theirs = outcome(partial(real, *arguments, **keywords))
                if isinstance(theirs, tuple) and re.search(_WRONG_NUMBER, str(theirs[-1])):
                    with self.subTest(name=name, count=count, keywords=keywords):
                        self.assertEqual(outcome(partial(ours, *arguments, **keywords)), theirs)


class _Unfit:
    """Not what any of them takes."""


class ClosedSockets(unittest.TestCase):
    def test_refuse_each_call_as_on_linux(self):
        real = _real()
        real.close()
        for name, arguments in _each(_REFUSED_WHEN_CLOSED):
            with self.subTest(name=name, arguments=arguments):
                theirs = outcome(getattr(real, name), *arguments)
                self.assertEqual(outcome(getattr(_closed(), name), *arguments), theirs)


class FailuresOfCalls(unittest.TestCase):
    def test_are_the_exceptions_of_linux(self):
        for command, failed in _failures():
            with self.subTest(command=command, failed=failed):
                ours = lab_calls._exception(command, _as_the_lab_says(failed))
                self.assertIs(type(ours), type(failed))
                self.assertEqual((ours.args, ours.errno, str(ours)), (failed.args, failed.errno, str(failed)))

    def test_a_timeout_has_no_number(self):
        with contextlib.closing(_real()) as real:
            real.bind(("127.0.0.1", 0))
            real.listen()
            real.settimeout(0.001)
            with self.assertRaises(TimeoutError) as theirs:
                real._accept()
        ours = lab_calls._exception("accept", {"kind": "timeout", "message": "timed out"})
        self.assertEqual((type(ours), ours.args, ours.errno), (TimeoutError, theirs.exception.args, None))

    def test_a_name_that_is_not_found_is_a_gaierror(self):
        with self.assertRaises(socket.gaierror) as theirs:
            socket.getaddrinfo("127.0.0.1", "no such service")
        number, message = theirs.exception.args
        ours = lab_calls._exception(
            "getaddrinfo", {"kind": "errno", "errno": "EAI_SERVICE", "number": number, "message": message}
        )
        self.assertEqual((type(ours), ours.args), (socket.gaierror, theirs.exception.args))


def _each(calls):
    for name, of_name in calls.items():
        for arguments in of_name:
            yield name, arguments


def _real():
    return _socket.socket(socket.AF_INET, socket.SOCK_STREAM)


def _closed():
    """A socket of ours after `close`."""
    made = _ours.socket.__new__(_ours.socket)
    made._family, made._type = int(socket.AF_INET), int(socket.SOCK_STREAM)
    return made


def _as_the_lab_says(failed):
    name, number = errno.errorcode[failed.errno], failed.errno
    return {"kind": "errno", "errno": name, "number": number, "message": os.strerror(number)}


def _failures():
    """What Linux's kernel refuses, each with the command of the lab that fails so."""
    with contextlib.ExitStack() as opened, tempfile.TemporaryDirectory() as folder:
        bound, another, third = (opened.enter_context(contextlib.closing(_real())) for _ in range(3))
        bound.bind(("127.0.0.1", 0))
        yield "bind", _error(another.bind, bound.getsockname())
        yield "connect", _error(another.connect, bound.getsockname())
        yield "getpeername", _error(bound.getpeername)
        yield "bind", _error(third.bind, ("192.0.2.1", 0))
        yield "accept", _error(third._accept)
        third.setblocking(False)
        yield "send", _error(third.send, b"x")
        bound.listen()
        bound.setblocking(False)
        yield "accept", _error(bound._accept)
        first, second = socket.socketpair()
        with first:
            second.close()
            yield "send", _error(first.send, b"x")
        with socket.socket(socket.AF_UNIX) as unix:
            yield "connect", _error(unix.connect, f"{folder}/nobody")
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams:
            yield "sendto", _error(datagrams.sendto, bytes(70000), ("127.0.0.1", 9))


def _error(function, *arguments):
    try:
        function(*arguments)
    except OSError as error:
        return error
    raise AssertionError(f"{function} was expected to fail")
