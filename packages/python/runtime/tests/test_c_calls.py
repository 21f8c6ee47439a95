import os
import socket
import unittest

from tests.outcome import outcome

from _sockpit import c_calls


class Conversions(unittest.TestCase):
    def test_what_is_no_buffer_is_refused_as_on_linux(self):
        with socket.socket() as real:
            for data in ("text", 5, None, [1]):
                with self.subTest(data=data):
                    self.assertEqual(outcome(c_calls.readable_buffer, data), outcome(real.send, data))

    def test_a_buffer_that_is_filled_must_be_writable(self):
        reader, writer = os.pipe()
        try:
            os.write(writer, b"data")
            for buffer in (b"read only", "text"):
                with self.subTest(buffer=buffer):
                    self.assertEqual(outcome(c_calls.writable_view, buffer), outcome(os.readv, reader, [buffer]))
        finally:
            os.close(reader)
            os.close(writer)

    def test_times_are_read_as_on_linux(self):
        wrong_type = "'{}' object cannot be interpreted as an integer or float"
        with socket.socket() as real:
            for value in ("1", b"1", [], float("nan"), float("inf"), 1e300, 10**30):
                with self.subTest(value=value):
                    ours = outcome(c_calls.seconds, value, wrong_type.format(type(value).__name__))
                    theirs = outcome(real.settimeout, value)
                    self.assertEqual(ours[0], theirs[0])
        self.assertEqual(c_calls.seconds(1.5, ""), 1.5)
