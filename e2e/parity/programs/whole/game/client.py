import socket

low, high = 1, 100
with socket.create_connection(("127.0.0.1", 6017)) as s, s.makefile("rw") as talk:
    while True:
        guess = (low + high) // 2
        print(guess, file=talk, flush=True)
        answer = talk.readline().strip()
        print(guess, answer)
        if answer.startswith("right"):
            break
        low, high = (guess + 1, high) if answer == "low" else (low, guess - 1)
