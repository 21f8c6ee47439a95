import socket
import ssl

with open("server.pem") as file:
    certificate = file.read().split("-----BEGIN PRIVATE KEY")[0]
with open("certificate.pem", "w") as file:
    file.write(certificate)
with open("none.pem", "w") as file:
    file.write("none")

def attempt(label, act):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        print(f"{label}: {act(context)}")
    except Exception as error:
        print(f"{label}: {type(error).__module__}.{type(error).__name__} {error} {error.args}")

attempt("both in one", lambda context: context.load_cert_chain("server.pem"))
attempt("apart", lambda context: context.load_cert_chain("certificate.pem", "server.pem"))
attempt("missing", lambda context: context.load_cert_chain("missing.pem"))
attempt("missing key", lambda context: context.load_cert_chain("server.pem", "missing.key"))
attempt("no PEM", lambda context: context.load_cert_chain("none.pem"))
attempt("no key", lambda context: context.load_cert_chain("certificate.pem"))
attempt("bad key", lambda context: context.load_cert_chain("certificate.pem", "none.pem"))
attempt("another key", lambda context: context.load_cert_chain("server.pem", "other.pem"))
attempt("no path", lambda context: context.load_cert_chain(3.5))
attempt("missing authorities", lambda context: context.load_verify_locations("missing.pem"))
attempt("no authorities", lambda context: context.load_verify_locations("none.pem"))
attempt("text", lambda context: context.load_verify_locations(cadata="none"))
attempt("bytes", lambda context: context.load_verify_locations(cadata=b"none"))
attempt("empty text", lambda context: context.load_verify_locations(cadata=""))
attempt("nothing", lambda context: context.load_verify_locations())
attempt("ciphers", lambda context: context.set_ciphers("none"))
attempt("mode", lambda context: setattr(context, "verify_mode", 7))
attempt("unchecked", lambda context: setattr(context, "verify_mode", ssl.CERT_NONE))
attempt("curve", lambda context: context.set_ecdh_curve("none"))
attempt("version", lambda context: setattr(context, "minimum_version", 5))
attempt("protocols", lambda context: context.set_alpn_protocols([""]))
attempt("server", lambda context: context.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_side=True))
attempt("no name", lambda context: context.wrap_socket(socket.socket()))
attempt("datagrams", lambda context: context.wrap_socket(socket.socket(type=socket.SOCK_DGRAM), server_hostname="x"))
context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
print(context.cert_store_stats())
context.load_verify_locations("ca.pem")
context.load_verify_locations(cadata=certificate)
print(context.cert_store_stats(), context.get_ca_certs(), len(context.get_ca_certs(binary_form=True)))
print([cipher["name"] for cipher in context.get_ciphers()])
print(repr(context.verify_mode), repr(context.minimum_version), repr(context.maximum_version), context.check_hostname)
print(ssl.cert_time_to_seconds(context.get_ca_certs()[0]["notAfter"]))
print(ssl.DER_cert_to_PEM_cert(ssl.PEM_cert_to_DER_cert(certificate)) == certificate)
