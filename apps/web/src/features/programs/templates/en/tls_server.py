import socket
import ssl

HOST, PORT = "127.0.0.1", 8443

# The files are made with "Make a certificate" in Files.
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain("server.pem", "server-key.pem")

with socket.create_server((HOST, PORT)) as server:
    print("listening on", server.getsockname())
    while True:
        connection, address = server.accept()
        try:
            with context.wrap_socket(connection, server_side=True) as secure:
                print("connected:", address, secure.version())
                while data := secure.recv(1024):
                    secure.sendall(data.upper())
        except ssl.SSLError as error:
            print("refused:", address, error)
