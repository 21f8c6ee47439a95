import socket

def fetch(port):
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=0.3) as s:
            return s.recv(10)
    except socket.gaierror as error:
        return f"name: {error}"
    except OSError as error:
        return f"{type(error).__name__}: {error}"

listener = socket.create_server(("127.0.0.1", 0))
print(fetch(listener.getsockname()[1]))
port = listener.getsockname()[1]
listener.close()
print(fetch(port))
