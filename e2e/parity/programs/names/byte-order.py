import socket

for function in (socket.htons, socket.ntohs, socket.htonl, socket.ntohl):
    for value in (0, 1, 0x1234, 0xFFFF, 0x12345678, 0xFFFFFFFF, 2**32, 2**70, True):
        try:
            print(function.__name__, value, hex(function(value)))
        except Exception as error:
            print(function.__name__, value, type(error).__name__)
    for value in ("1", 1.0, None):
        try:
            function(value)
        except TypeError as error:
            print(function.__name__, repr(value), type(error).__name__)
