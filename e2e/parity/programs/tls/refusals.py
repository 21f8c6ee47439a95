import socket
import ssl
import threading

def described(error):
    name = f"{type(error).__module__}.{type(error).__name__}"
    details = [getattr(error, field, None) for field in ("reason", "library", "verify_code", "verify_message")]
    return f"{name}: {error} {error.args} {details}"

def attempt(label, prepare_server, prepare_client, name="localhost"):
    listener = socket.create_server(("127.0.0.1", 0))
    said = []

    def serve():
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        prepare_server(context)
        connection, _ = listener.accept()
        with connection:
            try:
                with context.wrap_socket(connection, server_side=True) as secure:
                    said.append(f"server reads {secure.recv(10)}")
            except OSError as error:
                said.append("server: " + described(error))

    thread = threading.Thread(target=serve)
    thread.start()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    prepare_client(context)
    try:
        with socket.create_connection(listener.getsockname()) as raw:
            with context.wrap_socket(raw, server_hostname=name) as secure:
                print(f"{label}: connected with {secure.version()}")
                secure.send(b"x")
    except OSError as error:
        print(f"{label}: {described(error)}")
    thread.join()
    print(f"{label}:", *said)
    listener.close()

def good(context):
    context.load_cert_chain("server.pem")

def expired(context):
    context.load_cert_chain("expired.pem")

def trusting(context):
    context.load_verify_locations("ca.pem")

def trusting_all(context):
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE

def old(context):
    good(context)
    context.maximum_version = ssl.TLSVersion.TLSv1_2

def new(context):
    trusting(context)
    context.minimum_version = ssl.TLSVersion.TLSv1_3

def with_one_cipher(context):
    old(context)
    context.set_ciphers("ECDHE-ECDSA-AES128-GCM-SHA256")

def with_another_cipher(context):
    trusting(context)
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers("ECDHE-ECDSA-AES256-GCM-SHA384")

def asking(context):
    old(context)
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations("ca.pem")

def alice(context):
    trusting(context)
    context.load_cert_chain("client.pem")

attempt("good", good, trusting)
attempt("wrong name", good, trusting, "wrong.lab")
attempt("address", good, trusting, "127.0.0.1")
attempt("wrong address", good, trusting, "127.0.0.2")
attempt("expired", expired, trusting)
attempt("not trusted", good, lambda context: None)
attempt("unchecked", expired, trusting_all, "nowhere.lab")
attempt("no version", old, new)
attempt("no cipher", with_one_cipher, with_another_cipher)
attempt("no certificate", asking, trusting)
attempt("certificate", asking, alice)
