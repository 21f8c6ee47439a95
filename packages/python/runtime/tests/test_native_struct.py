import struct
import unittest

from _sockpit.linux.native_struct import linux_format


class NativeStruct(unittest.TestCase):
    def test_native_formats_are_laid_out_as_on_this_machine(self):
        if struct.calcsize("P") != 8:
            self.skipTest("this machine has no 64-bit pointers")
        values = {"c": b"x", "?": True, "f": 1.5, "d": 2.5, "s": b"a"}
        for codes in ("l", "cl", "hl", "lh", "ciq", "Pc", "cnN", "ldc", "2l", "c3L", "h2xl", "?l?", "@cl", "clP0l"):
            with self.subTest(codes=codes):
                ours = linux_format(codes)
                self.assertEqual(struct.calcsize(ours), struct.calcsize(codes))
                items = [values.get(code, 7) for code in struct_codes(codes)]
                self.assertEqual(struct.pack(ours, *items), struct.pack(codes, *items))

    def test_formats_of_fixed_sizes_stay_as_they_are(self):
        for codes in ("<l", ">lP"[:2], "=q", "!I", "ic"):
            with self.subTest(codes=codes):
                self.assertEqual(linux_format(codes), codes)


def struct_codes(codes):
    """One code for each value that a format takes."""
    count = ""
    for code in codes.replace("@", ""):
        if code.isdigit():
            count += code
            continue
        if code != "x":
            yield from code * int(count or 1)
        count = ""
