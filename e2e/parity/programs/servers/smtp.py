import smtplib
import socketserver
import threading

class Mail(socketserver.StreamRequestHandler):
    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self):
        self.say("220 mail.test ready")
        while line := self.rfile.readline().decode().rstrip("\r\n"):
            word = line.split(" ")[0].upper()
            print("C:", line.upper() if word != "EHLO" else "EHLO …")
            if word == "DATA":
                self.say("354 go on")
                while (text := self.rfile.readline().decode()) != ".\r\n":
                    print("  ", text.rstrip())
                self.say("250 taken")
            elif word == "QUIT":
                self.say("221 bye")
                return
            elif word == "RCPT" and "nobody" in line:
                self.say("550 no such person")
            else:
                self.say("250 ok")

server = socketserver.TCPServer(("127.0.0.1", 0), Mail)
thread = threading.Thread(target=server.handle_request)
thread.start()
with smtplib.SMTP(*server.server_address, local_hostname="client.test", timeout=5) as smtp:
    refused = smtp.sendmail("me@test", ["you@test", "nobody@test"], "Subject: hello\n\nA line.\n..dots\n")
    print(refused)
thread.join()
server.server_close()
