import json
import socket

methods = {"add": lambda a, b: a + b, "reverse": lambda text: text[::-1], "divide": lambda a, b: a / b}

def answer(request):
    try:
        return {"id": request["id"], "result": methods[request["method"]](*request["params"])}
    except KeyError:
        return {"id": request.get("id"), "error": "no such method"}
    except Exception as error:
        return {"id": request["id"], "error": f"{type(error).__name__}: {error}"}

with socket.create_server(("127.0.0.1", 6019)) as listener:
    print("listening")
    connection, _ = listener.accept()
    with connection, connection.makefile("rw", encoding="utf-8") as lines:
        for line in lines:
            print(json.dumps(answer(json.loads(line)), ensure_ascii=False), file=lines, flush=True)
