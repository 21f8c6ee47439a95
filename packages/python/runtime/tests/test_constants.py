import errno
import os
import select
import socket
import unittest

from _sockpit import settings
from _sockpit.sockets import constants, constants_of_refused


class Constants(unittest.TestCase):
    def test_constants_of_socket_have_linux_values(self):
        ours = {**vars(constants), **vars(constants_of_refused)}
        for name, value in ours.items():
            if name.isupper() and hasattr(socket, name):
                with self.subTest(name=name):
                    self.assertEqual(value, int(getattr(socket, name)))

    def test_errnos_have_linux_numbers_and_texts(self):
        for name, number, text in settings.errnos:
            if number > 0 and hasattr(errno, name):
                with self.subTest(name=name):
                    self.assertEqual((number, text), (getattr(errno, name), os.strerror(number)))

    def test_events_have_linux_numbers(self):
        for name, number in {**settings.poll_events, **settings.epoll_events}.items():
            if hasattr(select, name):
                with self.subTest(name=name):
                    self.assertEqual(number & 0xFFFFFFFF, getattr(select, name) & 0xFFFFFFFF)

    def test_options_and_their_levels_have_linux_numbers(self):
        for name, level_name, level, number in settings.socket_options:
            if hasattr(socket, name) and hasattr(socket, level_name):
                with self.subTest(name=name):
                    self.assertEqual((level, number), (getattr(socket, level_name), getattr(socket, name)))
