/** A scenario that has every construct of the notation. */
export const golden = String.raw`title: A port, twice                    zh-TW: 同一個埠，兩次
summary: What a second bind says.
topics: tcp, errors, TIME-WAIT
level: beginner
author: Ada
licence: CC-BY-4.0
network: loopback
-- text --
# What to look for
-- text zh-TW --
# 看什麼
-- server.py -- arguments "8088" "a b" times 2
import socket
print("ready")
-- client.steps -- after server.listen submitted
# Straight on.
import_ = "no keyword"
s = socket(AF_INET, type=SOCK_STREAM)
s.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
s.settimeout(0.5)
s.connect(("127.0.0.1", 8088)) with timeout 2s
s.connect(("127.0.0.1", 1)) raises ConnectionRefusedError
s.connect_ex(("127.0.0.1", 1)) == ECONNREFUSED
for i in range(3):
    s.sendall(b"x" * 4 + hex("0d 0a"))
    sleep(0.01); print(i, len("abc"))
data = s.recv(1024)
data == b"HTTP/1.1 " ... b"\r\n"
(conn, (host, port)) = s.accept()
conn.getpeername()[1] == port
text = data.decode(); s.send("你好".encode(), MSG_DONTWAIT | MSG_NOSIGNAL) != 0
s.recvfrom(10) == (!b"", ("127.0.0.1", ...))
s.sendto(file("a.txt"), ("127.0.0.1", 5))
after server.accept #2
after server ends
after state client.s FIN-WAIT-2; after queue server receive >= 2
s.sendall(struct.pack("!HI", 1, len(data)) + data[:2] + data[-1:])
(size,) = struct.unpack("!I", data[0:4])
s.setsockopt(IPPROTO_IP, IP_ADD_MEMBERSHIP, inet_aton("239.1.1.1") + inet_aton("127.0.0.1"))
s.send(b"x" * 9) < 9
s.shutdown(SHUT_WR)
s.close()
-- a.txt --
\-- not a section --
-- b.bin -- base64
AAECAw==
-- expect --
packets  client > server SYN, server > client SYN-ACK, client > server ACK exactly
packets  client.s #2 > ... data b"hi" retransmission, ... > server datagram hex("00 01") ... b"x" hex("02")
state    client.s !TIME-WAIT within 1s for 250ms
output   server.py "ready\n" ... exactly
stderr   server !"Traceback"
exit     client 0  hint "It waits for ever." zh-TW "它一直在等。"
raises   server OSError
result   server.accept #2 (..., ("127.0.0.1", ...))
queue    server accept >= 2 within 100us
packets  client > server zero-window, ... > client icmp
never    RST  hint "Somebody closed too early."
never    output client "x"
# Conditions are runs.
-- conditions --
plain                                        2 points
hidden "in pieces": short reads 1..3 of client seed 7   4 points
short writes 5, slow peer 50ms, reset after 100 bytes
wire delay 50ms jitter 5ms, rate 10Mbit queue 30000 bytes, loss 2.5%, drop client data #1 #3  1 point
drop client > server SYN #1                  1 point  hint "One SYN is lost." zh-TW "遺失了一個 SYN。"
`;
