import socket

for size in (0, 1, 4, 8, 9, 100):
    print(size, socket.CMSG_LEN(size), socket.CMSG_SPACE(size))
for function in (socket.CMSG_LEN, socket.CMSG_SPACE):
    try:
        function(-1)
    except OverflowError as error:
        print(type(error).__name__)
