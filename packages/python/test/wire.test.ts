import { type LabKey, RestClient } from "@sockpit/client";
import { runProgram } from "@sockpit/python/node";
import { type Server, startServer, stopServer } from "@sockpit/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const START_MS = 120_000;

const serverSource = `import socket
with socket.create_server(("server", 8088)) as listener:
    print("listening", flush=True)
    conn, peer = listener.accept()
    print(socket.gethostname(), "took", conn.recv(100), "from", socket.gethostbyaddr(peer[0])[0])
    conn.sendall(b"ok")
`;

const clientSource = `import socket
with socket.socket() as sk:
    sk.connect(("server", 8088))
    sk.sendall(b"hi")
    print(socket.gethostname(), "got", sk.recv(100), "from", sk.getpeername()[0])
`;

/** The index of the interface that a datagram came over, the kernel says: ipv6(7). */
const memberSource = `import socket, struct
with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as sk:
    sk.bind(("::", 4242))
    sk.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_RECVPKTINFO, 1)
    group = socket.inet_pton(socket.AF_INET6, "ff02::4242")
    index = socket.if_nametoindex("eth0")
    sk.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_JOIN_GROUP, group + struct.pack("@I", index))
    print("joined", flush=True)
    data, ((_, _, info), *_), _, peer = sk.recvmsg(100, 100)
    print("got", data, "from", peer[0], "over", socket.if_indextoname(struct.unpack("@16sI", info)[1]))
`;

const senderSource = `import socket
group = socket.getaddrinfo("ff02::4242%eth0", 4242, type=socket.SOCK_DGRAM)[0][4]
print("to", socket.getnameinfo(group, socket.NI_NUMERICHOST)[0])
with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as sk:
    sk.sendto(b"to all", group)
`;

describe("Python programs on a wire", () => {
  let server: Server;
  let rest: RestClient;
  let canWire: boolean;
  beforeAll(async () => {
    server = await startServer();
    rest = new RestClient({ baseUrl: server.baseUrl });
    canWire = (await rest.health()).isolation.wire != null;
  });
  afterAll(() => stopServer(server));

  test(
    "run each on its host, and talk to each other by the hosts' names",
    async ({ skip }) => {
      skip(!canWire, "no wire on this machine");
      const { lab, token } = await rest.createLab({ hosts: ["client", "server"], wire: {} });
      const key: LabKey = { lab: lab.id, token };
      const run = { url: server.baseUrl, lab: key, engine: "atomics" } as const;
      const isListening = new AbortController();
      const served = runProgram({
        ...run,
        name: "first.py",
        host: "server",
        source: serverSource,
        onOutput: () => isListening.abort(),
      });
      await new Promise((resolve) => isListening.signal.addEventListener("abort", resolve));
      const asked = await runProgram({ ...run, name: "second.py", host: "client", source: clientSource });
      expect(asked.stdout).toBe("client got b'ok' from 10.0.0.2\n");
      expect((await served).stdout).toBe("listening\nserver took b'hi' from client\n");
      const carried = (await rest.trace(key)).flatMap((event) =>
        event.event === "packet" && event.protocol === "TCP" ? [event.wire] : [],
      );
      expect(carried[0]).toEqual({ from: "client", to: "server" });
    },
    START_MS,
  );

  test(
    "reach a link-local group by the name of their host's interface, which the kernel knows by this index",
    async ({ skip }) => {
      skip(!canWire, "no wire on this machine");
      const { lab, token } = await rest.createLab({ hosts: ["client", "server"], wire: {} });
      const run = { url: server.baseUrl, lab: { lab: lab.id, token }, engine: "atomics" } as const;
      const hasJoined = new AbortController();
      const received = runProgram({
        ...run,
        name: "member.py",
        host: "server",
        source: memberSource,
        onOutput: () => hasJoined.abort(),
      });
      await new Promise((resolve) => hasJoined.signal.addEventListener("abort", resolve));
      const sent = await runProgram({ ...run, name: "sender.py", host: "client", source: senderSource });
      expect(sent.stderr + sent.stdout).toBe("to ff02::4242%eth0\n");
      expect((await received).stdout).toBe("joined\ngot b'to all' from fd00::1 over eth0\n");
    },
    START_MS,
  );

  test(
    "fail with the server's reason on a host that there is not",
    async ({ skip }) => {
      skip(!canWire, "no wire on this machine");
      const { lab, token } = await rest.createLab({ hosts: ["client", "server"], wire: {} });
      const key: LabKey = { lab: lab.id, token };
      const url = server.baseUrl;
      const end = await runProgram({ url, lab: key, host: "router", source: "", engine: "atomics" });
      expect(end).toMatchObject({
        status: 1,
        message: "host: there is no host router; hosts are client, server",
      });
    },
    START_MS,
  );
});
