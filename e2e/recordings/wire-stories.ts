import { hasNote } from "./connected.js";
import type { RecordedLab, RecordedProgram, WireLab } from "./recorded-lab.js";

const hosts = ["client", "server"];
const port = 8088;
export const serverAddress = { host: "server", port };
const DELAY_MS = 15;
const BURST_SEGMENTS = 8;

interface Ends {
  client: RecordedProgram;
  server: RecordedProgram;
  /** The client's socket, and the listening one. */
  fd: number;
  listener: number;
}

/** A server that listens on one host, and a client with a socket on another. */
export async function openEnds(lab: RecordedLab): Promise<Ends> {
  const server = await lab.start("server.py", "server");
  const { fd: listener } = await server.call("socket", {}, 2);
  await server.call("bind", { fd: listener, address: { host: "", port } }, 3);
  await server.call("listen", { fd: listener, backlog: 5 }, 4);
  const client = await lab.start("client.py", "client");
  const { fd } = await client.call("socket", {}, 2);
  return { client, server, fd, listener };
}

async function receiveAll(program: RecordedProgram, fd: number, bytes: number): Promise<void> {
  for (let taken = 0; taken < bytes; ) {
    const { data } = await program.call("recv", { fd, bufsize: 65_536 }, 6);
    taken += (data as Uint8Array).byteLength;
  }
}

/** Every packet takes 15 ms. The client's first data are lost, and are sent again when the timer ends. */
export async function loss(lab: RecordedLab): Promise<void> {
  const { client, server, fd, listener } = await openEnds(lab);
  await client.call("connect", { fd, address: serverAddress }, 3);
  const { fd: conn } = await server.call("accept", { fd: listener }, 5);
  const hello = "hello, server";
  const receiving = receiveAll(server, conn, hello.length);
  await client.call("sendall", { fd, data: { text: hello } }, 4);
  await receiving;
  await server.call("close", { fd: conn }, 7);
  await client.call("recv", { fd, bufsize: 100 }, 5);
  await client.call("close", { fd }, 6);
  await lab.until("the end of the connection", (event) => {
    return event.event === "packetLeft" && event.changes?.some(({ state }) => state === "TIME-WAIT") === true;
  });
  await client.exit();
  await server.exit();
}

/** Of a burst of segments the second is lost, which the acknowledgments of the others show. */
export async function fastRetransmission(lab: RecordedLab): Promise<void> {
  const { client, server, fd, listener } = await openEnds(lab);
  await client.call("setsockopt", { fd, level: "IPPROTO_TCP", option: "TCP_NODELAY", value: 1 }, 3);
  await client.call("connect", { fd, address: serverAddress }, 4);
  const { fd: conn } = await server.call("accept", { fd: listener }, 5);
  const text = "segment ";
  for (let number = 1; number <= BURST_SEGMENTS; number += 1)
    await client.call("send", { fd, data: { text: `${text}${number}` } }, 5);
  await receiveAll(server, conn, BURST_SEGMENTS * (text.length + 1));
  await lab.until("a fast retransmission", (event) => hasNote(event, "fast-retransmission"));
  await client.exit();
  await server.exit();
}

/** The server listens on its own loopback. The client looks for it on the client's loopback, then on the server's address. */
export async function wrongHost(lab: RecordedLab): Promise<void> {
  const server = await lab.start("server.py", "server");
  const { fd } = await server.call("socket", {}, 2);
  await server.call("bind", { fd, address: { host: "127.0.0.1", port } }, 3);
  await server.call("listen", { fd, backlog: 5 }, 4);
  await lab.until("a look at the listening socket", ({ event }) => event === "socketChanged");
  const client = await lab.start("client.py", "client");
  const { fd: sk } = await client.call("socket", {}, 2);
  for (const host of ["127.0.0.1", "server"])
    await client.call("connect", { fd: sk, address: { host, port } }, 3).catch(() => undefined);
  await client.exit(1);
  await server.exit();
}

export const twoHosts: WireLab = { hosts };

/** A datagram over IPv4 and one over IPv6, before which hosts ask for each other's MAC addresses: where wires are of veth pairs. */
export async function neighbours(lab: RecordedLab): Promise<void> {
  const client = await lab.start("client.py", "client");
  const server = await lab.start("server.py", "server");
  for (const { family, any, host, protocol } of [
    { family: "AF_INET", any: "", host: "10.0.0.2", protocol: "ARP" },
    { family: "AF_INET6", any: "::", host: "fd00::2", protocol: "ICMPv6" },
  ] as const) {
    const socket = { family, type: "SOCK_DGRAM" } as const;
    const { fd: into } = await server.call("socket", socket, 2);
    await server.call("bind", { fd: into, address: { host: any, port } }, 3);
    const { fd } = await client.call("socket", socket, 2);
    await client.call("sendto", { fd, data: { text: "hello" }, address: { host, port } }, 3);
    await server.call("recvfrom", { fd: into, bufsize: 100 }, 4);
    await server.call("close", { fd: into }, 5);
    await lab.until(`${protocol} (which TUN devices do not carry)`, (event) => {
      return event.event === "packet" && event.protocol === protocol;
    });
  }
  await client.exit();
  await server.exit();
}

const clientData = { from: "client", protocol: "TCP", nth: 1 } as const;

export const lossLab: WireLab = {
  hosts,
  wire: {
    settings: { delayMs: DELAY_MS },
    rules: [
      { id: "drop-first", match: { ...clientData, payload: "hello" }, action: { do: "drop" } },
      { id: "drop-second", match: { ...clientData, payload: "segment 2" }, action: { do: "drop" } },
    ],
  },
};

/**
 * The SYN-ACK is held until it is let go by hand. Then datagrams: one arrives twice, one is dropped by hand, one lets the next
 * pass, one is corrupted, one is lost while the link is down, and one waits on the wire to the end.
 */
export async function hands(lab: RecordedLab): Promise<void> {
  const { client, server, fd, listener } = await openEnds(lab);
  const connecting = client.call("connect", { fd, address: serverAddress }, 3);
  await lab.untilHeld(1);
  await lab.untilBlocked(client, "connect");
  await lab.act(lab.held[0] ?? 0, "release");
  await connecting;
  await server.call("accept", { fd: listener }, 5);
  const type = "SOCK_DGRAM" as const;
  const { fd: into } = await server.call("socket", { type }, 6);
  await server.call("bind", { fd: into, address: { host: "", port } }, 7);
  const { fd: from } = await client.call("socket", { type }, 5);
  const say = (text: string) =>
    client.call("sendto", { fd: from, data: { text }, address: serverAddress }, 6);
  const hear = () => server.call("recvfrom", { fd: into, bufsize: 100 }, 8);
  await say("twice");
  await hear();
  await hear();
  await say("held, dropped");
  await lab.untilHeld(2);
  await lab.act(lab.held[1] ?? 0, "drop");
  await say("overtaken");
  await say("overtaking");
  await hear();
  await hear();
  await say("corrupted");
  await lab.until("a corrupted datagram", (event) => {
    return event.event === "packetLeft" && event.effects.includes("corrupted");
  });
  await say("held at the end");
  await lab.untilHeld(3);
  await client.exit();
  await server.exit();
}

export const handsLab: WireLab = {
  hosts,
  wire: {
    settings: { delayMs: 2 },
    rules: [
      { id: "syn-ack", match: { flags: ["SYN", "ACK"] }, action: { do: "hold" } },
      { id: "twice", match: { payload: "twice" }, action: { do: "duplicate" } },
      { id: "hold", match: { payload: "held" }, action: { do: "hold" } },
      { id: "overtaken", match: { payload: "overtaken" }, action: { do: "overtake" } },
      { id: "corrupt", match: { payload: "corrupted" }, action: { do: "corrupt" } },
    ],
  },
};
