/** What a scenario begins as. */
export const template = `title: Hello                              zh-TW: 你好
-- server.steps --
s = create_server(("127.0.0.1", 8088)); conn, peer = s.accept()
conn.recv(1024) == b"hi"
conn.sendall(b"ok")
conn.close(); s.close()
-- client.steps -- after server.listen
# Programs in Python have names that end in .py.
s = create_connection(("127.0.0.1", 8088))
s.sendall(b"hi")
s.recv(1024) == b"ok"
s.close()
-- expect --
packets  client > server SYN, server > client SYN-ACK, client > server ACK
never    RST
-- conditions --
plain
slow peer 50ms of server
`;
