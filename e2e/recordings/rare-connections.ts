import { connect, listen } from "./connected.js";
import type { RecordedLab } from "./recorded-lab.js";

const ipv6Address = { host: "::1", port: 8088 };

/** What the samples do, over IPv6. */
export async function ipv6(lab: RecordedLab): Promise<void> {
  const server = await lab.start("server.py");
  const { fd: listener } = await server.call("socket", { family: "AF_INET6" }, 2);
  await server.call("bind", { fd: listener, address: ipv6Address }, 3);
  await server.call("listen", { fd: listener, backlog: 5 }, 4);
  const client = await lab.start("client.py");
  const { fd } = await client.call("socket", { family: "AF_INET6" }, 2);
  await client.call("connect", { fd, address: ipv6Address }, 3);
  const { fd: conn } = await server.call("accept", { fd: listener }, 5);
  await client.call("sendall", { fd, data: { text: "over IPv6" } }, 4);
  await server.call("recv", { fd: conn, bufsize: 1024 }, 6);
  await client.call("close", { fd }, 5);
  await server.call("recv", { fd: conn, bufsize: 1024 }, 6);
  await server.call("close", { fd: conn }, 7);
  await lab.untilState("TIME-WAIT");
  await client.exit();
  await server.exit();
}

/** The client has said all and shuts its direction down; the server goes on, until it closes. */
export async function halfClose(lab: RecordedLab): Promise<void> {
  const { server, listener } = await listen(lab);
  const { client, fd } = await connect(lab);
  const { fd: conn } = await server.call("accept", { fd: listener }, 5);
  await client.call("sendall", { fd, data: { text: "all I have" } }, 4);
  await client.call("shutdown", { fd, how: "SHUT_WR" }, 5);
  await server.call("recv", { fd: conn, bufsize: 1024 }, 6);
  await server.call("recv", { fd: conn, bufsize: 1024 }, 6);
  for (const line of [7, 8]) {
    await server.call("sendall", { fd: conn, data: { text: "still sending" } }, line);
    await client.call("recv", { fd, bufsize: 1024 }, 6);
  }
  await server.call("close", { fd: conn }, 9);
  await client.call("recv", { fd, bufsize: 1024 }, 6);
  await client.call("close", { fd }, 7);
  await client.exit();
  await server.exit();
}

const ownAddress = { host: "127.0.0.1", port: 3900 };

/** A socket that connects to its own address: its SYN meets itself, and so does its FIN (RFC 9293, figures 8 and 13). */
export async function toItself(lab: RecordedLab): Promise<void> {
  const program = await lab.start("itself.py");
  const { fd } = await program.call("socket", {}, 2);
  await program.call("bind", { fd, address: ownAddress }, 3);
  await program.call("connect", { fd, address: ownAddress }, 4);
  await program.call("sendall", { fd, data: { text: "to myself" } }, 5);
  await program.call("recv", { fd, bufsize: 1024 }, 6);
  await program.call("shutdown", { fd, how: "SHUT_WR" }, 7);
  await program.call("close", { fd }, 8);
  await lab.untilState("TIME-WAIT");
  await program.exit();
}

/** Writes from which a page folds them into one row, with their reads. */
const PIPE_WRITES = 25;

/** A program whose main thread writes into a pipe what a thread of it reads, as asyncio's self-pipe does. */
export async function pipe(lab: RecordedLab): Promise<void> {
  const program = await lab.start("workers.py");
  const {
    fds: [readEnd, writeEnd],
  } = await program.call("pipe2", {}, 2);
  const reading = program.call("read", { fd: readEnd, bufsize: 1024 }, 5, "reader");
  await lab.untilBlocked(program, "read");
  await program.call("write", { fd: writeEnd, data: { text: "wake up" } }, 9);
  await reading;
  for (let count = 0; count < PIPE_WRITES; count += 1) {
    await program.call("write", { fd: writeEnd, data: { text: "." } }, 11);
    await program.call("read", { fd: readEnd, bufsize: 1 }, 6, "reader");
  }
  await program.call("close", { fd: writeEnd }, 12);
  await program.call("read", { fd: readEnd, bufsize: 1 }, 6, "reader");
  await program.call("close", { fd: readEnd }, 7, "reader");
  await program.exit();
}

/** Names that a program looks up: one that every lab knows, and one of the Internet, which no lab reaches. */
export async function lookups(lab: RecordedLab): Promise<void> {
  const client = await lab.start("client.py");
  const source = (line: number) => ({ source: { file: "client.py", line } });
  await client.lookUp({ function: "gethostbyname", name: "localhost", answers: ["127.0.0.1"], ...source(3) });
  await client.lookUp({
    ...{ function: "getaddrinfo", name: "example.com", service: "80", ...source(4) },
    error: { name: "EAI_NONAME", number: -2, message: "Name or service not known" },
  });
  await client.exit(1);
}
