import socket

accounts = {}

def answer(words):
    match words:
        case ["SET", name, value]:
            accounts[name] = value
            return "OK"
        case ["GET", name]:
            return accounts.get(name, "NONE")
        case ["COUNT"]:
            return str(len(accounts))
        case ["QUIT"]:
            return "BYE"
        case _:
            return "ERROR unknown command"

with socket.create_server(("127.0.0.1", 7777)) as listener:
    print("listening")
    connection, _ = listener.accept()
    with connection, connection.makefile("rw", newline="\n") as lines:
        for line in lines:
            reply = answer(line.split())
            print(line.strip(), "->", reply)
            print(reply, file=lines, flush=True)
            if reply == "BYE":
                break
