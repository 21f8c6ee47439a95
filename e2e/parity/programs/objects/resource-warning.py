import gc
import socket
import warnings

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    s = socket.socket()
    del s
    gc.collect()
for warning in caught:
    print(warning.category.__name__, str(warning.message).startswith("unclosed <socket.socket fd="))
