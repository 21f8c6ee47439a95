import socket
import ssl
import threading

with open("server.pem") as file:
    certificate = file.read().split("-----BEGIN PRIVATE KEY")[0]
server_context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
server_context.load_cert_chain("server.pem")
server_context.set_alpn_protocols(["h2", "http/1.1"])
listener = socket.create_server(("127.0.0.1", 0))
address = listener.getsockname()

def serve():
    with server_context.wrap_socket(listener, server_side=True) as secure:
        connection, _ = secure.accept()
        with connection:
            said.append((connection.version(), connection.cipher()[0], connection.selected_alpn_protocol()))
            said.append((connection.getpeercert(), connection.server_side))
            while data := connection.recv(1024):
                connection.sendall(data.upper())
            said.append(connection.unwrap().recv(10))

said = []
thread = threading.Thread(target=serve)
thread.start()
context = ssl.create_default_context(cafile="ca.pem")
context.set_alpn_protocols(["http/1.1"])
with socket.create_connection(address) as raw:
    with context.wrap_socket(raw, server_hostname="localhost") as secure:
        print(secure.version(), secure.cipher(), secure.selected_alpn_protocol())
        print(secure.getpeercert())
        print(secure.getpeercert(binary_form=True) == ssl.PEM_cert_to_DER_cert(certificate))
        print(secure.server_hostname, secure.server_side, secure.pending(), secure.compression())
        secure.sendall(b"hello tls")
        print(secure.recv(4), secure.pending(), secure.recv(100))
        sent = bytes(range(97, 123)) * 400
        secure.sendall(sent)
        received = bytearray(len(sent))
        count = 0
        while count < len(sent):
            count += secure.recv_into(memoryview(received)[count:])
        print(received == sent.upper())
        plain = secure.unwrap()
        plain.sendall(b"in plain")
thread.join()
print("server:", *said)
print(context.session_stats(), server_context.session_stats())

# The connection is over: what is sent fails, and what is read is the end.
left, right = socket.create_server(("127.0.0.1", 0)), None
thread = threading.Thread(target=lambda: said.append(server_context.wrap_socket(left.accept()[0], server_side=True)))
thread.start()
with context.wrap_socket(socket.create_connection(left.getsockname()), server_hostname="localhost") as secure:
    thread.join()
    with said.pop() as peer:
        peer.sendall(b"before")
        print(secure.recv(6))
        socket.socket.shutdown(secure, socket.SHUT_WR)
        for _ in range(2):
            try:
                secure.send(b"in vain")
            except OSError:
                print("not sent")
        peer.sendall(b"behind")
        print(secure.recv(10), peer.recv(10))
