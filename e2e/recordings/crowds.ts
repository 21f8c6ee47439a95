import { type Connected, connect, listen } from "./connected.js";
import type { RecordedLab } from "./recorded-lab.js";

const CLIENTS = 5;
const THREADS = 4;
/** As many programs as a page holds, with the server. */
const MANY_CLIENTS = 15;

/** A chat server with five clients: what one says, all the others get. */
export async function chat(lab: RecordedLab): Promise<void> {
  const { server, listener } = await listen(lab, CLIENTS);
  const members: (Connected & { conn: number })[] = [];
  for (let number = 1; number <= CLIENTS; number += 1) {
    const member = await connect(lab, `client-${number}.py`);
    const { fd: conn } = await server.call("accept", { fd: listener }, 9);
    members.push({ ...member, conn });
  }
  await server.print(`${CLIENTS} clients are here\n`);
  for (const [speaker, text] of [
    [members[1], "Who has the notes?"],
    [members[4], "I have them."],
  ] as const) {
    if (speaker === undefined) continue;
    await speaker.client.call("sendall", { fd: speaker.fd, data: { text } }, 7);
    await server.call("recv", { fd: speaker.conn, bufsize: 1024 }, 14);
    for (const member of members.filter((other) => other !== speaker)) {
      await server.call("sendall", { fd: member.conn, data: { text } }, 17);
      await member.client.call("recv", { fd: member.fd, bufsize: 1024 }, 9);
      await member.client.print(`${text}\n`);
    }
  }
  for (const { client, fd } of members) {
    await client.call("close", { fd }, 12);
    await client.exit();
  }
  await server.exit();
}

/** A server that answers each of its four clients in a thread of its own. */
export async function fourThreads(lab: RecordedLab): Promise<void> {
  const { server, listener } = await listen(lab);
  const served: (Connected & { conn: number; thread: string; receiving: Promise<unknown> })[] = [];
  for (let number = 1; number <= THREADS; number += 1) {
    const thread = `Thread-${number} (serve)`;
    const client = await connect(lab, `client-${number}.py`);
    const { fd: conn } = await server.call("accept", { fd: listener }, 14);
    const receiving = server.call("recv", { fd: conn, bufsize: 1024 }, 6, thread);
    await lab.untilBlocked(server, "recv");
    served.push({ ...client, conn, thread, receiving });
  }
  for (const { client, fd, conn, thread, receiving } of [...served].reverse()) {
    await client.call("sendall", { fd, data: { text: `question of ${client.pid}` } }, 5);
    await receiving;
    await server.call("sendall", { fd: conn, data: { text: `answer to ${client.pid}` } }, 7, thread);
    await client.call("recv", { fd, bufsize: 1024 }, 6);
    await server.call("close", { fd: conn }, 8, thread);
    await client.call("recv", { fd, bufsize: 1024 }, 7);
    await client.exit();
  }
  await server.exit();
}

/** A server, and fifteen clients that come one after the other. */
export async function sixteenPrograms(lab: RecordedLab): Promise<void> {
  const { server, listener } = await listen(lab, MANY_CLIENTS);
  const clients: Connected[] = [];
  for (let number = 1; number <= MANY_CLIENTS; number += 1)
    clients.push(await connect(lab, `client-${number}.py`));
  for (const { client, fd } of clients) {
    const { fd: conn } = await server.call("accept", { fd: listener }, 7);
    await client.call("sendall", { fd, data: { text: `I am process ${client.pid}` } }, 4);
    await server.call("recv", { fd: conn, bufsize: 1024 }, 8);
    await server.call("close", { fd: conn }, 9);
    await client.call("recv", { fd, bufsize: 1024 }, 5);
    await client.exit();
  }
  await server.exit();
}
