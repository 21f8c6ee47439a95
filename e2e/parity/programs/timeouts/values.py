import socket
from decimal import Decimal
from fractions import Fraction

s = socket.socket()
for value in (None, 0, 0.0, 1, 2.5, True, Fraction(1, 2), 1e-9):
    try:
        s.settimeout(value)
        print(repr(value), s.gettimeout(), s.getblocking(), s.timeout)
    except Exception as error:
        print(repr(value), type(error).__name__)
for value in (-1, -0.5, float("nan"), "1", b"1", 1j, []):
    try:
        s.settimeout(value)
        print(repr(value), s.gettimeout())
    except Exception as error:
        print(repr(value), type(error).__name__)
s.setblocking(False)
print(s.gettimeout(), s.getblocking())
s.setblocking(True)
print(s.gettimeout(), s.getblocking())
print(socket.getdefaulttimeout())
for value in (0, 2, None, -1, "x"):
    try:
        socket.setdefaulttimeout(value)
        print(socket.getdefaulttimeout(), socket.socket().gettimeout())
    except Exception as error:
        print(type(error).__name__)
s.close()
