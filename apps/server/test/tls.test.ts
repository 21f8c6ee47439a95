import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Connection, LabKey } from "@sockpit/client";
import type { LabEventOf } from "@sockpit/protocol";
import { authority, clientCertificate, serverCertificate } from "@sockpit/testing";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { Server } from "./support.js";
import { TlsProgram } from "./tls-program.js";
import { readWithTshark, tsharkVersion } from "./tshark.js";

/** SSL_VERIFY_PEER. */
const ASKS = 1;

const ofServer = {
  certificateChain: { text: serverCertificate.certificate },
  privateKey: { text: serverCertificate.key },
};
const trusted = { data: { text: authority }, form: "file" as const };

let server: Server;
let folder: string;
beforeAll(async () => {
  server = await Server.start();
  folder = mkdtempSync(join(tmpdir(), "tls-"));
  writeFileSync(join(folder, "ca.pem"), authority);
  writeFileSync(join(folder, "server.pem"), serverCertificate.certificate + serverCertificate.key);
  writeFileSync(join(folder, "client.pem"), clientCertificate.certificate + clientCertificate.key);
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Lab {
  key: LabKey;
  connection: Connection;
  /** The command's line, as it is run in the lab's network. */
  inside(command: string, args: readonly string[]): [command: string, args: string[]];
}

/** Networks that the lab host has open. */
function networks(): Map<string, string> {
  const [host = 0] = server.labHosts();
  const fds = `/proc/${host}/fd`;
  return new Map(
    readdirSync(fds).flatMap((fd): [string, string][] => {
      const target = targetOf(join(fds, fd));
      return target?.startsWith("net:") ? [[target, join(fds, fd)]] : [];
    }),
  );
}

/** Undefined where the descriptor has been closed meanwhile. */
function targetOf(link: string): string | undefined {
  try {
    return readlinkSync(link);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

async function newLab(skip: (note: string) => void): Promise<Lab> {
  const { network } = await server.rest.health();
  if (network !== "isolated") skip("this machine allows no namespaces");
  const before = networks();
  const key = await server.newLab();
  const [own = ""] = [...networks()].flatMap(([network, path]) => (before.has(network) ? [] : [path]));
  const connection = await server.connect(key);
  onTestFinished(() => connection.close());
  const enter = [
    `--user=/proc/${server.labHosts()[0]}/ns/user`,
    `--net=${own}`,
    "--preserve-credentials",
    "--",
  ];
  return { key, connection, inside: (command, args) => ["nsenter", [...enter, command, ...args]] };
}

function requireTool(name: string, skip: (note: string) => void): void {
  if (spawnSync(name, ["--version"]).error !== undefined) skip(`${name} is not installed`);
}

interface Ended {
  status: number | null;
  output: string;
}

function started([command, args]: [string, string[]]): ChildProcess {
  const child = spawn(command, args, { cwd: folder, stdio: ["pipe", "pipe", "pipe"] });
  onTestFinished(() => void child.kill());
  return child;
}

/** What it printed, to both streams. */
function ended(child: ChildProcess): Promise<Ended> {
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (bytes) => {
      output += bytes;
    });
  }
  return new Promise((resolve) => child.on("close", (status) => resolve({ status, output })));
}

const pythonClient = `
import socket, ssl, sys
context = ssl.create_default_context(cafile="ca.pem")
context.set_alpn_protocols(["h2", "echo"])
with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as raw:
    with context.wrap_socket(raw, server_hostname=sys.argv[2]) as secure:
        secure.sendall(b"hello")
        print(secure.version(), secure.selected_alpn_protocol(), secure.recv(100).decode())
        secure.unwrap()
`;

const pythonServer = `
import socket, ssl
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain("server.pem")
context.load_verify_locations("ca.pem")
context.verify_mode = ssl.CERT_REQUIRED
listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
with context.wrap_socket(listener.accept()[0], server_side=True) as secure:
    secure.sendall(secure.recv(100).upper())
    print(secure.getpeercert()["subjectAltName"], flush=True)
    secure.unwrap()
`;

/** Serves one connection: what it received, or what the handshake failed with. */
async function serveOne(program: TlsProgram, context: number, listener: number) {
  const fd = await program.accept(listener);
  const end = { fd, session: await program.session(context, { isServer: true }) };
  const handshake = await program.run(end, "handshake");
  if (handshake.outcome !== "done") {
    await program.close(fd);
    return { handshake };
  }
  const { data = new Uint8Array() } = await program.run(end, "read");
  await program.run(end, "write", Buffer.from(Buffer.from(data).toString().toUpperCase()));
  const closing = await program.run(end, "shutdown");
  await program.close(fd);
  return { handshake, text: Buffer.from(data).toString(), closing };
}

describe("A TLS server in a lab", () => {
  test("serves python3's ssl: ALPN, the certificate, and both sides' close_notify", async ({ skip }) => {
    requireTool("python3", skip);
    const { connection, inside } = await newLab(skip);
    const program = await TlsProgram.start(connection);
    const context = await program.context("server", { ...ofServer, alpn: ["echo"] });
    const { fd, port } = await program.listen();
    const served = serveOne(program, context, fd);
    const client = ended(started(inside("python3", ["-c", pythonClient, String(port), "localhost"])));
    expect(await served).toMatchObject({ text: "hello", closing: { outcome: "done" } });
    expect(await client).toEqual({ status: 0, output: "TLSv1.3 echo HELLO\n" });
  });

  test("is refused by python3 for another name, and knows why", async ({ skip }) => {
    requireTool("python3", skip);
    const { connection, inside } = await newLab(skip);
    const program = await TlsProgram.start(connection);
    const context = await program.context("server", ofServer);
    const { fd, port } = await program.listen();
    const served = serveOne(program, context, fd);
    const client = ended(started(inside("python3", ["-c", pythonClient, String(port), "wrong.lab"])));
    expect((await client).output).toContain("Hostname mismatch, certificate is not valid for 'wrong.lab'.");
    // With TLS 1.3 a server's handshake is over before the client looks at its certificate.
    expect((await served).handshake.outcome).toMatch(/done|failed/);
  });

  test("serves openssl s_client", async ({ skip }) => {
    requireTool("openssl", skip);
    const { connection, inside } = await newLab(skip);
    const program = await TlsProgram.start(connection);
    const context = await program.context("server", ofServer);
    const { fd, port } = await program.listen();
    const served = serveOne(program, context, fd);
    const args = [
      "s_client",
      "-connect",
      `127.0.0.1:${port}`,
      "-servername",
      "localhost",
      "-CAfile",
      "ca.pem",
    ];
    const child = started(inside("openssl", [...args, "-verify_return_error"]));
    child.stdin?.write("hello from openssl\n");
    const client = ended(child);
    expect((await served).text).toBe("hello from openssl\n");
    const { output } = await client;
    expect(output).toContain("Verify return code: 0 (ok)");
    expect(output).toContain("HELLO FROM OPENSSL");
  });
});

describe("A TLS client in a lab", () => {
  test("shows python3 its certificate, and is answered", async ({ skip }) => {
    requireTool("python3", skip);
    const { connection, inside } = await newLab(skip);
    const child = started(inside("python3", ["-c", pythonServer]));
    const port = await new Promise<number>((resolve) =>
      child.stdout?.once("data", (text) => resolve(Number(text))),
    );
    const result = ended(child);
    const program = await TlsProgram.start(connection);
    const context = await program.context("client", {
      verifyMode: ASKS,
      trusted,
      certificateChain: { text: clientCertificate.certificate },
      privateKey: { text: clientCertificate.key },
    });
    const settings = { isServer: false, serverName: "localhost", checksName: true };
    const end = { fd: await program.connect(port), session: await program.session(context, settings) };
    expect(await program.run(end, "handshake")).toMatchObject({ outcome: "done" });
    expect(await program.run(end, "write", Buffer.from("hello"))).toMatchObject({ outcome: "done" });
    const { data } = await program.run(end, "read");
    expect(Buffer.from(data ?? []).toString()).toBe("HELLO");
    expect(await program.run(end, "shutdown")).toMatchObject({ outcome: "done" });
    expect((await result).output.trim()).toBe("(('email', 'alice@example.com'),)");
  });

  test("refuses openssl s_server's certificate where it trusts no authority", async ({ skip }) => {
    requireTool("openssl", skip);
    const { connection, inside } = await newLab(skip);
    const program = await TlsProgram.start(connection);
    const { fd, port } = await program.listen();
    await program.close(fd);
    const child = started(inside("openssl", ["s_server", "-accept", String(port), "-cert", "server.pem"]));
    await new Promise<void>((resolve) =>
      child.stdout?.on("data", (text) => /ACCEPT/.test(text) && resolve()),
    );
    const context = await program.context("client", { verifyMode: ASKS });
    const settings = { isServer: false, serverName: "localhost", checksName: true };
    const end = { fd: await program.connect(port), session: await program.session(context, settings) };
    expect(await program.run(end, "handshake")).toMatchObject({
      outcome: "failed",
      failure: { reason: "CERTIFICATE_VERIFY_FAILED", verification: { code: 20 } },
    });
  });
});

/** IANA's numbers of messages of a handshake, and of records of which no more is known. */
const messages: Readonly<Record<string, number>> = {
  ClientHello: 1,
  ServerHello: 2,
  NewSessionTicket: 4,
  Certificate: 11,
  ServerKeyExchange: 12,
  ServerHelloDone: 14,
  ClientKeyExchange: 16,
};
const contentTypes: Readonly<Record<string, number>> = {
  ChangeCipherSpec: 20,
  EncryptedAlert: 21,
  ApplicationData: 23,
};
const HANDSHAKE = 22;

/** What tshark has in these fields of a packet, records whose type says nothing in TLS 1.3 last. */
const fields = [
  "tls.record.content_type",
  "tls.record.opaque_type",
  "tls.handshake.type",
  "tls.handshake.extensions_server_name",
];

function asTshark({ tls }: LabEventOf<"packet">): string[] {
  const records = tls?.records ?? [];
  const types = records.flatMap(({ name, count = 1 }) =>
    Array<number>(count).fill(contentTypes[name] ?? HANDSHAKE),
  );
  const named = records.flatMap(({ name }) => messages[name] ?? []);
  return [types.join(), named.join(), records.flatMap(({ serverName }) => serverName ?? []).join()];
}

describe("The TLS records in the trace", () => {
  test.for(["TLSv1_2", "TLSv1_3"])(
    "are those that tshark finds in the capture: %s",
    async (version, { skip }) => {
      requireTool("python3", skip);
      if (tsharkVersion === null) skip("tshark is not installed");
      const { key, connection, inside } = await newLab(skip);
      if (!(await server.rest.getLab(key)).isolation.capture) skip("no packet capture on this machine");
      const program = await TlsProgram.start(connection);
      const { fd, port } = await program.listen();
      const served = serveOne(program, await program.context("server", ofServer), fd);
      const limited = pythonClient.replace(
        "with socket",
        `context.maximum_version = ssl.TLSVersion.${version}\nwith socket`,
      );
      const client = ended(started(inside("python3", ["-c", limited, String(port), "localhost"])));
      await served;
      expect(await client).toMatchObject({ status: 0 });
      const events = (await server.rest.trace(key)).filter((event) => event.event === "packet");
      const rows = await readWithTshark(await server.rest.capture(key), fields, [
        "-d",
        `tcp.port==${port},tls`,
      ]);
      const found = rows.map(([types, opaque, ...rest]) => [
        [types, opaque].filter((list) => list !== "").join(),
        ...rest,
      ]);
      expect(events.map(asTshark)).toEqual(found);
      expect(found.flat()).toContain("localhost");
    },
  );
});
