import socket

for text in ("127.0.0.1", "255.255.255.255", "1.2.3", "1.2", "1", "0x7f.1", "010.0.0.1", "1.2.3.4.5", "", "a.b.c.d",
             "256.1.1.1"):
    try:
        print(repr(text), socket.inet_aton(text).hex())
    except OSError as error:
        print(repr(text), error)
print(socket.inet_ntoa(b"\x7f\0\0\1"), socket.inet_ntoa(bytearray(b"\x01\x02\x03\x04")))
for family, text in (
    (socket.AF_INET, "127.0.0.1"), (socket.AF_INET, "1.2.3"), (socket.AF_INET, "01.2.3.4"), (socket.AF_INET6, "::1"),
    (socket.AF_INET6, "2001:db8::192.0.2.1"), (socket.AF_INET6, "1::2::3"), (socket.AF_INET6, "fe80::1%lo"),
    (socket.AF_INET6, "::ffff:1.2.3.4"), (socket.AF_UNIX, "x"),
):
    try:
        packed = socket.inet_pton(family, text)
        print(text, packed.hex(), socket.inet_ntop(family, packed))
    except (OSError, ValueError) as error:
        print(text, type(error).__name__, error)
for family, packed in ((socket.AF_INET, b"123"), (socket.AF_INET6, b"1234"), (socket.AF_UNIX, b""), (99, b"")):
    try:
        print(socket.inet_ntop(family, packed))
    except Exception as error:
        print(type(error).__name__, error)
for wrong in (b"123", b"12345", "1234", 5):
    try:
        socket.inet_ntoa(wrong)
    except Exception as error:
        print(type(error).__name__, error)
for words in ((0,) * 8, (0x2001, 0xDB8, 0, 0, 1, 0, 0, 1), (1, 0, 0, 2, 0, 0, 0, 3), (0, 0, 0, 0, 0, 0xFFFF, 0x102, 0x304)):
    print(socket.inet_ntop(socket.AF_INET6, b"".join(word.to_bytes(2) for word in words)))
