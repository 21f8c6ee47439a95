import socket
import sys

secret = int(sys.argv[1])
with socket.create_server(("127.0.0.1", 6017)) as listener:
    print("listening")
    connection, _ = listener.accept()
    with connection, connection.makefile("rw") as talk:
        for tries, line in enumerate(talk, 1):
            guess = int(line)
            print("guess", guess)
            answer = "low" if guess < secret else "high" if guess > secret else f"right after {tries}"
            print(answer, file=talk, flush=True)
            if guess == secret:
                break
