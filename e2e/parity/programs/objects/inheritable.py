import os
import socket

s = socket.socket()
print(s.get_inheritable())
s.set_inheritable(True)
print(s.get_inheritable(), os.get_inheritable(s.fileno()))
s.set_inheritable(False)
print(s.get_inheritable())
s.close()
