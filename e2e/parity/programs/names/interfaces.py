import socket

names = dict((name, index) for index, name in socket.if_nameindex())
print("lo" in names, names["lo"])
print(socket.if_nametoindex("lo"), socket.if_indextoname(names["lo"]))
for call in (
    lambda: socket.if_nametoindex("no-such-interface"),
    lambda: socket.if_indextoname(9999),
    lambda: socket.if_nametoindex(5),
):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__)
