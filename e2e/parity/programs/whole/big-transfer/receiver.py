import socket
import zlib

with socket.create_server(("127.0.0.1", 6010)) as listener:
    print("listening")
    connection, _ = listener.accept()
buffer = memoryview(bytearray(1 << 20))
total = checksum = 0
with connection:
    while count := connection.recv_into(buffer):
        checksum = zlib.crc32(buffer[:count], checksum)
        total += count
print(total, checksum)
