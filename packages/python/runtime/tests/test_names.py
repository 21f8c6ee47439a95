import socket
import unittest
from pathlib import Path

from tests.outcome import outcome

from _sockpit.names import services


class Services(unittest.TestCase):
    def test_ports_are_those_that_this_machine_lists(self):
        if not Path("/etc/services").exists():
            self.skipTest("this machine has no /etc/services")
        for name in ("http", "https", "ssh", "domain", "smtp", "ntp", "telnet", "ftp"):
            with self.subTest(name=name):
                self.assertEqual(outcome(services.getservbyname, name), outcome(socket.getservbyname, name))

    def test_what_is_not_listed_fails_as_on_linux(self):
        for arguments in (("no-such-service",), ("http", "no-such-protocol")):
            with self.subTest(arguments=arguments):
                self.assertEqual(outcome(services.getservbyname, *arguments), outcome(socket.getservbyname, *arguments))
        for port in (-1, 65536, 1 << 40):
            with self.subTest(port=port):
                self.assertEqual(outcome(services.getservbyport, port), outcome(socket.getservbyport, port))

    def test_protocols_have_their_numbers(self):
        for name, number in (("tcp", socket.IPPROTO_TCP), ("udp", socket.IPPROTO_UDP), ("icmp", socket.IPPROTO_ICMP)):
            with self.subTest(name=name):
                self.assertEqual(services.getprotobyname(name), number)
