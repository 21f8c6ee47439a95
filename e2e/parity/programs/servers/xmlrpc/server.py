from xmlrpc.server import SimpleXMLRPCServer

def divide(a, b):
    return a / b

with SimpleXMLRPCServer(("127.0.0.1", 8001), logRequests=False, allow_none=True) as server:
    server.register_function(divide)
    server.register_function(lambda words: [word.upper() for word in words], "shout")
    print("serving")
    for _ in range(3):
        server.handle_request()
