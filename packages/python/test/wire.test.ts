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
