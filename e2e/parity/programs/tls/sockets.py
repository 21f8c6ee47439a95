import select
import socket
import ssl
import threading

server_context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
server_context.load_cert_chain("server.pem")
client_context = ssl.create_default_context(cafile="ca.pem")
listener = socket.create_server(("127.0.0.1", 0))

def described(error):
    return f"{type(error).__module__}.{type(error).__name__}: {error}"

def serving(serve):
    thread = threading.Thread(target=serve)
    thread.start()
    return thread

def connect(name="localhost", **options):
    return client_context.wrap_socket(socket.create_connection(listener.getsockname()), server_hostname=name, **options)

print("by name")
other_context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
other_context.load_cert_chain("other.pem")

def by_name(secure, name, context):
    print("asked for", name, type(secure).__name__, context is server_context)
    if name == "other.lab":
        secure.context = other_context
    return ssl.ALERT_DESCRIPTION_UNRECOGNIZED_NAME if name == "refused.lab" else None

def welcome():
    connection, _ = listener.accept()
    try:
        with server_context.wrap_socket(connection, server_side=True) as secure:
            secure.sendall(b"welcome")
            secure.recv(10)
    except ssl.SSLError as error:
        said.append(described(error))

said = []
server_context.sni_callback = by_name
for name in ("localhost", "other.lab", "refused.lab"):
    thread = serving(welcome)
    try:
        with connect(name) as secure:
            print(secure.getpeercert()["subject"][-1], secure.recv(7))
            secure.sendall(b"bye")
    except ssl.SSLError as error:
        print(described(error))
    thread.join()
print("server:", *said)
server_context.sni_callback = None

print("without blocking")

def answer():
    connection, _ = listener.accept()
    with server_context.wrap_socket(connection, server_side=True) as secure:
        print("server:", secure.recv(5))
        secure.sendall(b"world")

thread = serving(answer)
raw = socket.create_connection(listener.getsockname())
raw.setblocking(False)
secure = client_context.wrap_socket(raw, server_hostname="localhost", do_handshake_on_connect=False)

def until_done(act):
    while True:
        try:
            return act()
        except ssl.SSLWantReadError:
            select.select([secure], [], [])
        except ssl.SSLWantWriteError:
            select.select([], [secure], [])

until_done(secure.do_handshake)
print(until_done(lambda: secure.send(b"hello")), until_done(lambda: secure.recv(10)))
thread.join()
secure.close()

# Who sends before the handshake has it first, and waits for its input.
def answer_first():
    connection, _ = listener.accept()
    secure = server_context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
    print("server sends first:", secure.send(b"welcome"))
    print("server:", secure.recv(5))
    secure.close()

thread = serving(answer_first)
raw = socket.create_connection(listener.getsockname())
raw.setblocking(False)
secure = client_context.wrap_socket(raw, server_hostname="localhost", do_handshake_on_connect=False)
until_done(lambda: secure.send(b"hello"))
received = until_done(lambda: secure.recv(10))
thread.join()
print(received)
secure.close()

print("time limits")
raw = socket.create_connection(listener.getsockname())
raw.settimeout(0.1)
silent, _ = listener.accept()
try:
    client_context.wrap_socket(raw, server_hostname="localhost")
except TimeoutError as error:
    print(described(error))
silent.close()
thread = serving(welcome)
with connect() as secure:
    print(secure.recv(10))
    secure.settimeout(0.1)
    try:
        secure.recv(10)
    except TimeoutError as error:
        print(described(error))
    secure.send(b"bye")
thread.join()

# Who ends the session after a read that had nothing sends close_notify all the same.
def end_first():
    connection, _ = listener.accept()
    secure = server_context.wrap_socket(connection, server_side=True)
    secure.setblocking(False)
    for act in (lambda: secure.recv(10), secure.unwrap):
        try:
            act()
        except ssl.SSLWantReadError:
            waits.append(act)
    select.select([secure], [], [])
    plain = secure.unwrap()
    plain.setblocking(True)
    print("server:", len(waits), type(plain).__name__, plain.recv(10))

waits = []
thread = serving(end_first)
with connect() as secure:
    end = secure.recv(10)
    print("encrypts:", secure._sslobj is not None)
    plain = secure.unwrap()
    print("encrypts:", secure._sslobj is not None)
    plain.sendall(b"plain")
    thread.join()
    print(end, type(plain).__name__)

print("without close_notify")

def hang_up():
    connection, _ = listener.accept()
    secure = server_context.wrap_socket(connection, server_side=True)
    secure.sendall(b"bye")
    secure.close()

for suppresses in (True, False):
    thread = serving(hang_up)
    with connect(suppress_ragged_eofs=suppresses) as secure:
        print(secure.recv(10))
        try:
            print(secure.recv(10))
        except ssl.SSLError as error:
            print(described(error), error.args[0])
    thread.join()

print("no TLS")

def speak_plainly():
    connection, _ = listener.accept()
    with connection:
        connection.recv(4096)
        connection.sendall(b"HTTP/1.0 400 Bad Request\r\n\r\n")

thread = serving(speak_plainly)
try:
    connect()
except ssl.SSLError as error:
    print(described(error), error.reason, error.library)
thread.join()
listener.close()
