import socket
import ssl
import threading


server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
server.load_cert_chain("server.pem")
client = ssl.create_default_context(cafile="ca.pem")
other = ssl.create_default_context(cafile="ca.pem")
listener = socket.create_server(("127.0.0.1", 0))
reused = []

def serve():
    for _ in range(5):
        connection, _ = listener.accept()
        with server.wrap_socket(connection, server_side=True) as secure:
            reused.append(secure.session_reused)
            while data := secure.recv(10):
                secure.sendall(data)

thread = threading.Thread(target=serve)
thread.start()

def visit(context, session=None):
    with socket.create_connection(listener.getsockname()) as plain:
        with context.wrap_socket(plain, server_hostname="localhost", session=session) as secure:
            secure.sendall(b"hello")
            print(secure.recv(10), secure.version(), secure.session_reused)
            return secure.session

def attempt(call, *args, **kwargs):
    try:
        print(call(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)

first = visit(client)
print(type(first).__name__, len(first.id), first.has_ticket, first.ticket_lifetime_hint, first.timeout, first.time > 0)
second = visit(client, first)
print(first == first, first != second, first == 3)
client.maximum_version = ssl.TLSVersion.TLSv1_2
third = visit(client)
print(visit(client, third) == third)
with socket.create_connection(listener.getsockname()) as plain:
    secure = client.wrap_socket(plain, server_hostname="localhost", do_handshake_on_connect=False)
    print(secure.session)
    secure.session = third
    secure.do_handshake()
    print(secure.session_reused)
    attempt(setattr, secure, "session", third)
    attempt(setattr, secure, "session", "a session")
    secure.close()
thread.join()
print(reused)

def between(context, session, **options):
    return context.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), session=session, **options)

attempt(between, other, first, server_hostname="localhost")
attempt(between, client, 3, server_hostname="localhost")
attempt(server.wrap_socket, socket.socket(), server_side=True, session=first)
attempt(ssl.SSLSession)
attempt(hash, first)
