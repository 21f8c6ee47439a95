import socket
import unittest

from tests.outcome import outcome

from _sockpit.sockets import messages


class AncillaryLengths(unittest.TestCase):
    def test_lengths_and_spaces_are_linux_s(self):
        for length in (0, 1, 4, 7, 8, 9, 100, 2**31 - 1, 2**31, 2**62, 2**63 - 1, 2**64, -1, "1", 1.5):
            for name in ("CMSG_LEN", "CMSG_SPACE"):
                with self.subTest(name=name, length=length):
                    ours, theirs = (outcome(getattr(module, name), length) for module in (messages, socket))
                    self.assertEqual(ours, theirs)
