import type { FollowingClient } from "./following-client.js";
import { portOf, RECORD_BYTES, record } from "./records.js";

/** Rounds over one TCP connection. */
const ROUNDS_OF_CONNECTION = 25;
/** Records that a client sends before it reads the answers. */
const RECORDS_OF_ROUND = 2;

/** What ends a server begins with it. */
const END = "end";

interface Program {
  call<R>(command: string, params: object): Promise<R>;
}

/** A program whose calls carry the port of its conversation. */
async function start(client: FollowingClient, name: string, port: number): Promise<Program> {
  const pid = await client.startProcess(name);
  return {
    call: async <R>(command: string, params: object) =>
      (await client.call(pid, String(port), { command, params })) as R,
  };
}

/**
 * A TCP server that sends back what it gets, and its client, over many connections. Most calls of `recv` and `accept` wait; the
 * second `recv` of a round does not always.
 */
export async function tcpConversation(
  clients: Clients,
  index: number,
  isEnough: () => boolean,
): Promise<void> {
  const port = portOf("TCP", index);
  const address = { host: "127.0.0.1", port };
  const server = await start(clients.server, `tcp-server-${index}`, port);
  const client = await start(clients.client, `tcp-client-${index}`, port);
  const { fd: listener } = await server.call<{ fd: number }>("socket", {});
  await server.call("bind", { fd: listener, address });
  await server.call("listen", { fd: listener });
  const serving = serveTcp(server, listener);
  for (let connection = 0; !isEnough(); connection += 1) {
    const { fd } = await client.call<{ fd: number }>("socket", {});
    await client.call("connect", { fd, address });
    for (let round = 0; round < ROUNDS_OF_CONNECTION && !isEnough(); round += 1) {
      await exchange(client, fd, `tcp ${index}.${connection}.${round}`);
    }
    await client.call("close", { fd });
  }
  const { fd } = await client.call<{ fd: number }>("socket", {});
  await client.call("connect", { fd, address });
  await client.call("send", { fd, data: { text: record(`${END} ${port} `) } });
  await serving;
}

async function serveTcp(server: Program, listener: number): Promise<void> {
  for (;;) {
    const { fd } = await server.call<{ fd: number }>("accept", { fd: listener });
    for (;;) {
      const { data } = await server.call<{ data: unknown }>("recv", { fd, bufsize: RECORD_BYTES });
      const text = textOf(data);
      if (text.startsWith(END)) return;
      if (text === "") break;
      await server.call("send", { fd, data: { text: `answer ${text}`.slice(0, RECORD_BYTES) } });
    }
    await server.call("close", { fd });
  }
}

/** The same with datagrams. */
export async function udpConversation(
  clients: Clients,
  index: number,
  isEnough: () => boolean,
): Promise<void> {
  const port = portOf("UDP", index);
  const address = { host: "127.0.0.1", port };
  const server = await start(clients.server, `udp-server-${index}`, port);
  const client = await start(clients.client, `udp-client-${index}`, port);
  const { fd: served } = await server.call<{ fd: number }>("socket", { type: "SOCK_DGRAM" });
  await server.call("bind", { fd: served, address });
  const serving = serveUdp(server, served);
  const { fd } = await client.call<{ fd: number }>("socket", { type: "SOCK_DGRAM" });
  await client.call("connect", { fd, address });
  for (let round = 0; !isEnough(); round += 1) await exchange(client, fd, `udp ${index}.${round}`);
  await client.call("send", { fd, data: { text: record(`${END} ${port} `) } });
  await serving;
}

async function serveUdp(server: Program, fd: number): Promise<void> {
  for (;;) {
    const { data, address } = await server.call<{ data: unknown; address: object }>("recvfrom", {
      fd,
      bufsize: RECORD_BYTES,
    });
    const text = textOf(data);
    if (text.startsWith(END)) return;
    await server.call("sendto", { fd, address, data: { text: `answer ${text}`.slice(0, RECORD_BYTES) } });
  }
}

async function exchange(client: Program, fd: number, name: string): Promise<void> {
  for (let sent = 0; sent < RECORDS_OF_ROUND; sent += 1) {
    await client.call("send", { fd, data: { text: record(`${name}.${sent} `) } });
  }
  await client.call("getsockname", { fd });
  for (let received = 0; received < RECORDS_OF_ROUND; received += 1) {
    await client.call("recv", { fd, bufsize: RECORD_BYTES });
  }
}

/** The connections that the two programs of a conversation make their calls over. */
export interface Clients {
  readonly server: FollowingClient;
  readonly client: FollowingClient;
}

/** JSON gives text as `{text}`, MessagePack gives bytes. */
function textOf(data: unknown): string {
  if (data instanceof Uint8Array) return Buffer.from(data).toString();
  return (data as { text?: string }).text ?? "";
}
