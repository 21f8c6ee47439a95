import socket
import zlib

block = bytes(range(256)) * 4096
checksum = 0
with socket.create_connection(("127.0.0.1", 6010)) as s:
    for _ in range(64):
        s.sendall(block)
        checksum = zlib.crc32(block, checksum)
print(checksum)
