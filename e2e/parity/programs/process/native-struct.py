"""struct without a prefix has the sizes and the alignment of 64-bit Linux."""

import struct

for layout in ("l", "ll", "hl", "cP", "bnc", "c0l", "3s l", "lhhl", "2h 3l", "fl", "lc", "l0q", "ib", "qi", "i0q"):
    print(layout, struct.calcsize(layout), struct.Struct(layout).size, struct.Struct(layout).format)
print(struct.pack("ll", 5, -1), struct.unpack("cl", struct.pack("cl", b"a", 7)), struct.pack("@L", 9))
print(struct.pack("<l", 1), struct.pack("!HHI", 1, 2, 3), list(struct.iter_unpack("l", bytes(16))))
buffer = bytearray(24)
struct.pack_into("ll", buffer, 8, 1, 2)
print(buffer, struct.unpack_from("l", buffer, 8))
for wrong in (lambda: struct.pack("l", "x"), lambda: struct.pack("lz", 1), lambda: struct.pack("l")):
    try:
        wrong()
    except struct.error as error:
        print(error)
