import { type Connected, connect, hasNote, listen } from "./connected.js";
import type { RecordedLab } from "./recorded-lab.js";
import { serverAddress } from "./sample-programs.js";

/** A backlog of 1 admits two connections; the third client's SYN is sent again after a second, and then times out. */
export async function acceptQueueFull(lab: RecordedLab): Promise<void> {
  const { server } = await listen(lab, 1);
  const client = await lab.start("client.py");
  for (const line of [3, 4]) {
    const { fd } = await client.call("socket", {}, line);
    await client.call("connect", { fd, address: serverAddress }, line);
  }
  const { fd } = await client.call("socket", {}, 5);
  await client.call("settimeout", { fd, timeout: 1.5 }, 5);
  await client.call("connect", { fd, address: serverAddress }, 5).catch(() => undefined);
  await lab.until("a SYN that is sent again", (event) => hasNote(event, "retransmission"));
  await client.print("TimeoutError: timed out\n", "stderr");
  await client.exit(1);
  await server.exit();
}

const defersAccept = { level: "IPPROTO_TCP", option: "TCP_DEFER_ACCEPT", value: 30 } as const;

/**
 * TCP_DEFER_ACCEPT keeps clients in the SYN queue until their data come. The first two take the places of the accept
 * queue; the third one's data are dropped, and sent again, until accept frees a place. A second one in the SYN queue
 * beyond the backlog would be admitted by a SYN cookie, at once.
 */
export async function retransmission(lab: RecordedLab): Promise<void> {
  const server = await lab.start("server.py");
  const { fd: listener } = await server.call("socket", {}, 2);
  await server.call("setsockopt", { fd: listener, ...defersAccept }, 3);
  await server.call("bind", { fd: listener, address: serverAddress }, 4);
  await server.call("listen", { fd: listener, backlog: 1 }, 5);
  const speak = ({ client, fd }: Connected) => client.call("sendall", { fd, data: { text: "here I am" } }, 4);
  const first = await connect(lab, "client-1.py");
  await lab.untilState("SYN-RECEIVED");
  await speak(first);
  const clients = [first, await connect(lab, "client-2.py"), await connect(lab, "client-3.py")];
  for (const client of clients.slice(1)) await speak(client);
  await lab.until("data that are sent again", (event) => hasNote(event, "retransmission") && "data" in event);
  for (const _ of clients) {
    const { fd: conn } = await server.call("accept", { fd: listener }, 6);
    await server.call("recv", { fd: conn, bufsize: 100 }, 7);
  }
  for (const { client } of clients) await client.exit();
  await server.exit();
}

/** Three clients are kept in the SYN queue (TCP_DEFER_ACCEPT): the last one's data come first, the second one's never. */
export async function lastFirst(lab: RecordedLab): Promise<void> {
  const server = await lab.start("server.py");
  const { fd: listener } = await server.call("socket", {}, 2);
  await server.call("setsockopt", { fd: listener, ...defersAccept }, 3);
  await server.call("bind", { fd: listener, address: serverAddress }, 4);
  await server.call("listen", { fd: listener, backlog: 5 }, 5);
  const first = await connect(lab, "client-1.py");
  const silent = await connect(lab, "client-2.py");
  const last = await connect(lab, "client-3.py");
  for (const { client, fd } of [last, first])
    await client.call("sendall", { fd, data: { text: "here I am" } }, 4);
  await lab.until(
    "two connections that can be accepted",
    (event) => event.event === "socketChanged" && event.socket.acceptQueue?.length === 2,
  );
  for (const _ of [last, first]) await server.call("accept", { fd: listener }, 6);
  for (const { client } of [first, silent, last]) await client.exit();
  await server.exit();
}
