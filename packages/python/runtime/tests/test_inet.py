import socket
import unittest

from tests.outcome import outcome

from _sockpit.sockets import inet

_TEXTS = (
    *("127.0.0.1", "0.0.0.0", "255.255.255.255", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "", " 1.2.3.4"),
    *("::", "::1", "1::", "fe80::1", "2001:db8::8:800:200c:417a", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7", "1::2::3"),
    *("::ffff:1.2.3.4", "::1.2.3.4", "64:ff9b::192.0.2.33", "::1%lo", "12345::", ":1", "1:", "::g", "1:2:3:4:5:6:7::"),
)

_PACKED = (
    *(bytes(16), bytes(15) + b"\x01", bytes(10) + b"\xff\xff\x01\x02\x03\x04", bytes(12) + b"\x01\x02\x03\x04"),
    *(bytes(range(16)), b"\xff" * 16, b"\x20\x01\x0d\xb8" + bytes(8) + b"\x00\x01\x00\x00", bytes(15), bytes(17)),
    *(bytes(2) + b"\x00\x01" + bytes(4) + b"\x00\x02" + bytes(6), b"\x00\x01" * 8),
)


class Inet(unittest.TestCase):
    def test_texts_become_what_linux_makes_of_them(self):
        for family in (socket.AF_INET, socket.AF_INET6):
            for text in _TEXTS:
                with self.subTest(family=family, text=text):
                    self.assertEqual(outcome(inet.inet_pton, family, text), outcome(socket.inet_pton, family, text))

    def test_bytes_are_written_as_linux_writes_them(self):
        for packed in _PACKED:
            with self.subTest(packed=packed):
                ours, theirs = (outcome(f, socket.AF_INET6, packed) for f in (inet.inet_ntop, socket.inet_ntop))
                self.assertEqual(ours, theirs)
        for packed in (bytes(4), b"\x7f\x00\x00\x01", bytes(3)):
            with self.subTest(packed=packed):
                ours, theirs = (outcome(f, socket.AF_INET, packed) for f in (inet.inet_ntop, socket.inet_ntop))
                self.assertEqual(ours, theirs)

    def test_another_family_is_refused_as_on_linux(self):
        self.assertEqual(outcome(inet.inet_pton, 99, "::"), outcome(socket.inet_pton, 99, "::"))
        self.assertEqual(outcome(inet.inet_ntop, 99, bytes(4)), outcome(socket.inet_ntop, 99, bytes(4)))
