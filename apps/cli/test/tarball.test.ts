import { mkdir, readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { Shell } from "./sockpit.js";

const script = fileURLToPath(new URL("../../../scripts/tarball.js", import.meta.url));

/** To pack, to install from the registry, and to start a server and an interpreter. */
const TIMEOUT_MS = 180_000;

const hello = `title: Hello
-- server.py --
import socket
conn, peer = socket.create_server(("127.0.0.1", 8088)).accept()
print(conn.recv(1024).decode())
-- client.steps -- after server.listen
s = create_connection(("127.0.0.1", 8088)); s.sendall(b"hi")
-- expect --
output server "hi"
`;

test(
  "npx of the packed tarball runs a scenario in a folder where nothing else is",
  async () => {
    const shell = await Shell.open();
    try {
      const packed = await shell.start(process.execPath, [script, "--quick", "--output", shell.folder]).ended;
      expect(packed, packed.stderr).toMatchObject({ status: 0 });
      const [tarball = ""] = await readdir(shell.folder);
      await mkdir(shell.path("empty"));
      await shell.write("empty/hello.scenario", hello);
      const npx = ["--yes", "--prefer-offline", `--package=${shell.path(tarball)}`, "--"];
      const inEmpty = ["-c", 'cd empty && npx "$@"', "sh", ...npx, "sockpit", "run", "hello.scenario"];
      const { status, stdout, stderr } = await shell.start("sh", inEmpty).ended;
      expect(stdout, stderr).toMatch(/^✓ hello\.scenario: plain \(\d+\.\d s\)\n1 passed, 0 failed\n$/);
      expect(status).toBe(0);
    } finally {
      await shell.close();
    }
  },
  TIMEOUT_MS,
);
