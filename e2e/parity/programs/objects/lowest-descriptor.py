import socket

first = [socket.socket() for _ in range(4)]
numbers = [s.fileno() for s in first]
print([number - numbers[0] for number in numbers])
first[1].close()
again = socket.socket()
print(again.fileno() == numbers[1])
for s in [*first, again]:
    s.close()
