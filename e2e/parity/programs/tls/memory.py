import ssl

server_context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
server_context.load_cert_chain("server.pem")
client_context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
client_context.load_verify_locations("ca.pem")

class Side:
    def __init__(self, name, context, **options):
        self.name = name
        self.incoming, self.outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self.tls = context.wrap_bio(self.incoming, self.outgoing, **options)

    def attempt(self, call, *args):
        try:
            print(self.name, call.__name__, call(*args))
            return True
        except ssl.SSLError as error:
            print(self.name, type(error).__name__, error.args[0], error)
            return False

def carry(source, target):
    target.incoming.write(source.outgoing.read())

client = Side("client", client_context, server_hostname="localhost")
server = Side("server", server_context, server_side=True)
done = set()
while len(done) < 2:
    for side, other in ((client, server), (server, client)):
        if side not in done and side.attempt(side.tls.do_handshake):
            done.add(side)
        carry(side, other)
print(client.tls.version(), client.tls.cipher(), client.tls.server_hostname, server.tls.server_side)
client.attempt(client.tls.write, b"from the client")
carry(client, server)
server.attempt(server.tls.read, 4)
print(server.tls.pending())
server.attempt(server.tls.read)
server.attempt(server.tls.read)
server.attempt(server.tls.write, b"into a buffer")
carry(server, client)
buffer = bytearray(20)
client.attempt(client.tls.read, 20, buffer)
print(buffer)
client.attempt(client.tls.unwrap)
carry(client, server)
server.attempt(server.tls.read)
server.attempt(server.tls.unwrap)
carry(server, client)
client.attempt(client.tls.unwrap)

cut = Side("cut", client_context, server_hostname="localhost")
cut.attempt(cut.tls.do_handshake)
cut.incoming.write_eof()
print(cut.incoming.eof, cut.incoming.pending)
cut.attempt(cut.tls.do_handshake)

# More contexts than a program may have at once here: those in rings are freed before there are too many.
for _ in range(70):
    ring = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).wrap_bio(
        ssl.MemoryBIO(), ssl.MemoryBIO(), server_hostname="localhost"
    )
    ring.itself = ring
print(ring.server_hostname)
