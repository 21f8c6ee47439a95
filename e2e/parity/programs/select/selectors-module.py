import selectors
import socket

print(selectors.DefaultSelector.__name__)
for kind in (selectors.SelectSelector, selectors.PollSelector, selectors.EpollSelector):
    a, b = socket.socketpair()
    with kind() as selector:
        key = selector.register(a, selectors.EVENT_READ, data="a's data")
        print(kind.__name__, key.fileobj is a, key.fd == a.fileno(), key.events, key.data)
        print(selector.select(0))
        b.send(b"x")
        print([(key.data, mask) for key, mask in selector.select(5)])
        selector.modify(a, selectors.EVENT_READ | selectors.EVENT_WRITE)
        print([(key.data, mask) for key, mask in selector.select(5)])
        print(selector.get_key(a).events, len(selector.get_map()))
        for wrong in (
            lambda: selector.register(a, selectors.EVENT_READ),
            lambda: selector.unregister(b),
            lambda: selector.register(b, 0),
            lambda: selector.register("x", selectors.EVENT_READ),
        ):
            try:
                wrong()
            except (KeyError, ValueError) as error:
                print(type(error).__name__)
        selector.unregister(a)
    a.close()
    b.close()
