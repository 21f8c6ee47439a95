import json
import socket

with socket.create_connection(("127.0.0.1", 6019)) as s, s.makefile("rw", encoding="utf-8") as lines:
    for number, (method, *params) in enumerate([("add", 2, 3), ("reverse", "上海"), ("divide", 1, 0), ("none",)]):
        print(json.dumps({"id": number, "method": method, "params": params}), file=lines, flush=True)
        print(json.loads(lines.readline()))
