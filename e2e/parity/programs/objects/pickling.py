import copy
import pickle
import socket

with socket.socket() as s:
    for attempt in (lambda: pickle.dumps(s), lambda: copy.copy(s)):
        try:
            attempt()
        except TypeError as error:
            print(error)
