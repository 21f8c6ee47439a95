import os
import pathlib
import socket

for path in ("text.sock", b"bytes.sock"):
    with socket.socket(socket.AF_UNIX) as s:
        s.bind(path)
        print(s.getsockname(), os.path.exists(path))
    os.unlink(path)
with socket.socket(socket.AF_UNIX) as s:
    try:
        s.bind(pathlib.Path("object.sock"))
        print(s.getsockname())
        os.unlink("object.sock")
    except TypeError as error:
        print(error)
