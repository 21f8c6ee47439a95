import socket
import unittest

from tests.outcome import outcome

from _sockpit.sockets import addresses

_WRONG = {
    socket.AF_INET: (
        None,
        "127.0.0.1",
        ("127.0.0.1",),
        ("127.0.0.1", 1, 2),
        ("127.0.0.1", 65536),
        ("127.0.0.1", -1),
        (1, 2),
    ),
    socket.AF_INET6: (None, "::1", ("::1",), ("::1", 65536), ("::1", 1, -1), ("::1", 1, 2, 3, 4)),
    socket.AF_UNIX: (None, 5, ("x",), "/" + "x" * 108),
}


class Addresses(unittest.TestCase):
    def test_what_is_no_address_is_refused_as_on_linux(self):
        for family, wrong in _WRONG.items():
            for address in wrong:
                with self.subTest(family=family, address=address), socket.socket(family) as real:
                    ours = outcome(addresses.encode, int(family), address, "bind")
                    self.assertEqual(ours, outcome(real.bind, address))
