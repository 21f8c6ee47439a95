import { betweenHosts, fourHosts, threeHosts } from "./between-hosts.js";
import { conditions } from "./conditions.js";
import { type Connected, connect, hasNote, listen } from "./connected.js";
import { chat, fourThreads, sixteenPrograms } from "./crowds.js";
import { failures } from "./failures.js";
import { acceptQueueFull, lastFirst, retransmission } from "./queues.js";
import { halfClose, ipv6, lookups, pipe, toItself } from "./rare-connections.js";
import type { RecordedLab, WireLab } from "./recorded-lab.js";
import { reno, renoLab } from "./reno.js";
import { samplePrograms, serverAddress } from "./sample-programs.js";
import { tls } from "./tls.js";
import {
  fastRetransmission,
  hands,
  handsLab,
  loss,
  lossLab,
  neighbours,
  twoHosts,
  wrongHost,
} from "./wire-stories.js";

export type Story = (lab: RecordedLab) => Promise<void>;

/** Larger than what the kernel buffers on its own between two sockets with small buffers. */
const BIG_BYTES = 120_000;
const SMALL_BUFFER_BYTES = 16_384;
const DATAGRAM_BYTES = 1400;

/** A port at which nobody listens. */
const closedPort = { host: "127.0.0.1", port: 9 };

async function refused(lab: RecordedLab): Promise<void> {
  const client = await lab.start("client.py");
  const { fd } = await client.call("socket", {}, 2);
  await client.call("connect", { fd, address: serverAddress }, 3).catch(() => undefined);
  await client.print("ConnectionRefusedError: [Errno 111] Connection refused\n", "stderr");
  await client.exit(1);
}

/** SO_LINGER of no seconds: `struct linger {1, 0}`. */
async function reset(lab: RecordedLab): Promise<void> {
  const { server, listener } = await listen(lab);
  const { client, fd } = await connect(lab);
  const { fd: conn } = await server.call("accept", { fd: listener }, 5);
  const receiving = client.call("recv", { fd, bufsize: 100 }, 4).catch(() => undefined);
  await lab.untilBlocked(client, "recv");
  const lingerZero = { base64: "AQAAAAAAAAA=" };
  const option = { level: "SOL_SOCKET", option: "SO_LINGER", value: lingerZero } as const;
  await server.call("setsockopt", { fd: conn, ...option }, 6);
  await server.call("close", { fd: conn }, 7);
  await receiving;
  await client.print("ConnectionResetError: [Errno 104] Connection reset by peer\n", "stderr");
  await client.exit(1);
  await server.exit();
}

/** A receive buffer for two datagrams: the others find it full, and are lost. */
async function udpLost(lab: RecordedLab): Promise<void> {
  const server = await lab.start("server.py");
  const { fd } = await server.call("socket", { type: "SOCK_DGRAM" }, 2);
  const option = { level: "SOL_SOCKET", option: "SO_RCVBUF", value: 2304 } as const;
  await server.call("setsockopt", { fd, ...option }, 3);
  await server.call("bind", { fd, address: serverAddress }, 4);
  const client = await lab.start("client.py");
  const { fd: sending } = await client.call("socket", { type: "SOCK_DGRAM" }, 2);
  for (let number = 0; number < 5; number += 1) {
    const data = { text: String(number).repeat(DATAGRAM_BYTES) };
    await client.call("sendto", { fd: sending, data, address: serverAddress }, 4);
  }
  await lab.until(
    "a datagram that is dropped",
    (event) => event.event === "packet" && event.udp?.notes?.includes("receive-queue-full") === true,
  );
  await lab.until(
    "a count of dropped datagrams",
    (event) => event.event === "socketChanged" && (event.socket.droppedPackets ?? 0) > 0,
  );
  await server.call("recvfrom", { fd, bufsize: 2048 }, 5);
  await server.call("recvfrom", { fd, bufsize: 16 }, 6).catch(() => undefined);
  await client.exit();
  await server.exit();
}

/** Nobody has the port: ICMP says so, and the next call fails. */
async function udpRefused(lab: RecordedLab): Promise<void> {
  const client = await lab.start("client.py");
  const { fd } = await client.call("socket", { type: "SOCK_DGRAM" }, 2);
  await client.call("connect", { fd, address: closedPort }, 3);
  await client.call("send", { fd, data: { text: "anyone?" } }, 4);
  await client.call("recv", { fd, bufsize: 100 }, 5).catch(() => undefined);
  await client.print("ConnectionRefusedError: [Errno 111] Connection refused\n", "stderr");
  await client.exit(1);
}

/** More than the trace keeps of a call's data. */
const LONG_BYTES = 2000;

async function unixPair(lab: RecordedLab): Promise<void> {
  const program = await lab.start("pair.py");
  const { fds } = await program.call("socketpair", {}, 2);
  const [left, right] = fds;
  await program.call("sendall", { fd: left, data: { text: "over the pair" } }, 3);
  await program.call("recv", { fd: right, bufsize: 4, flags: ["MSG_PEEK"] }, 4);
  await program.call("recv", { fd: right, bufsize: 100 }, 5);
  const receiving = program.call("recv", { fd: left, bufsize: 4096 }, 6);
  await lab.untilBlocked(program, "recv");
  await program.call(
    "send",
    { fd: right, data: { text: "and back ".repeat(LONG_BYTES).slice(0, LONG_BYTES) } },
    7,
  );
  await receiving;
  await program.call("close", { fd: left }, 8);
  await program.call("close", { fd: right }, 9);
  await program.exit();
}

async function twoClients(lab: RecordedLab): Promise<void> {
  const { server, listener } = await listen(lab);
  const clients = [await connect(lab, "client-1.py"), await connect(lab, "client-2.py")];
  for (const { client, fd } of clients) {
    const { fd: conn } = await server.call("accept", { fd: listener }, 6);
    await client.call("sendall", { fd, data: { text: `I am process ${client.pid}` } }, 4);
    await server.call("recv", { fd: conn, bufsize: 1024 }, 7);
    await server.call("shutdown", { fd: conn, how: "SHUT_WR" }, 8);
    await client.call("recv", { fd, bufsize: 1024 }, 5);
  }
  for (const { client } of clients) await client.exit();
  await server.exit();
}

/** A server that accepts in its main thread, and receives in two others, all of which wait. */
async function threads(lab: RecordedLab): Promise<void> {
  const { server, listener } = await listen(lab);
  const clients: Connected[] = [];
  const receiving: Promise<unknown>[] = [];
  for (const thread of ["Thread-1", "Thread-2"]) {
    const client = await connect(lab, `${thread}.py`);
    const { fd } = await server.call("accept", { fd: listener }, 5);
    receiving.push(server.call("recv", { fd, bufsize: 16 }, 9, thread));
    await lab.untilBlocked(server, "recv");
    clients.push(client);
  }
  const accepting = server.call("accept", { fd: listener }, 5).catch(() => undefined);
  await lab.untilBlocked(server, "accept");
  for (const { client, fd } of clients) {
    await client.call("send", { fd, data: { text: `a < b & "c"; #${client.pid}` } }, 4);
    await client.exit();
  }
  await Promise.all(receiving);
  await server.exit();
  await accepting;
}

/** Small buffers, so that the receiver's window closes and sendall waits until recv makes room. */
async function bigTransfer(lab: RecordedLab): Promise<void> {
  const server = await lab.start("server.py");
  const { fd: listener } = await server.call("socket", {}, 2);
  const small = { level: "SOL_SOCKET", value: SMALL_BUFFER_BYTES } as const;
  await server.call("setsockopt", { fd: listener, option: "SO_RCVBUF", ...small }, 3);
  await server.call("bind", { fd: listener, address: serverAddress }, 4);
  await server.call("listen", { fd: listener, backlog: 5 }, 5);
  const client = await lab.start("client.py");
  const { fd } = await client.call("socket", {}, 2);
  await client.call("setsockopt", { fd, option: "SO_SNDBUF", ...small }, 3);
  await client.call("connect", { fd, address: serverAddress }, 4);
  const { fd: conn } = await server.call("accept", { fd: listener }, 6);
  const sending = client.call("sendall", { fd, data: new Uint8Array(BIG_BYTES).fill(0x78) }, 5);
  await lab.untilBlocked(client, "sendall");
  await lab.until("a closed window", (event) => hasNote(event, "zero-window"));
  let taken = 0;
  while (taken < BIG_BYTES) {
    const { data } = await server.call("recv", { fd: conn, bufsize: 65_536 }, 8);
    taken += (data as Uint8Array).byteLength;
  }
  await sending;
  await client.exit();
  await server.exit();
}

/** A program that is run again after its end, and once more beside itself. */
async function severalRuns(lab: RecordedLab): Promise<void> {
  const first = await lab.start("server.py");
  await first.exit(130);
  const runs = [await lab.start("server.py"), await lab.start("server.py")];
  for (const run of runs) await run.exit();
}

const request = "GET / HTTP/1.1\r\nHost: x";
const rest = "Accept: */*";

/** One message that two calls take; one that TCP_CORK keeps until later; and the end, after a close. */
async function pieces(lab: RecordedLab): Promise<void> {
  const { server, listener } = await listen(lab);
  const { client, fd } = await connect(lab);
  const { fd: conn } = await server.call("accept", { fd: listener }, 5);
  const receiving = server.call("recv", { fd: conn, bufsize: 3 }, 6);
  await lab.untilBlocked(server, "recv");
  await client.call("sendall", { fd, data: { text: request } }, 4);
  await receiving;
  await server.call("recv", { fd: conn, bufsize: 100 }, 7);
  const cork = { level: "IPPROTO_TCP", option: "TCP_CORK" } as const;
  await client.call("setsockopt", { fd, ...cork, value: 1 }, 5);
  await client.call("send", { fd, data: { text: rest } }, 6);
  await client.call("setsockopt", { fd, ...cork, value: 0 }, 7);
  await server.call("recv", { fd: conn, bufsize: 100 }, 8);
  await client.call("close", { fd }, 8);
  await server.call("recv", { fd: conn, bufsize: 100 }, 9);
  await client.exit();
  await server.exit();
}

const unixAddress = { path: "/tmp/greeting.sock" };

/** A client speaks before it is accepted: the kernel names no peer until then. */
async function unixServer(lab: RecordedLab): Promise<void> {
  const server = await lab.start("server.py");
  const { fd: listener } = await server.call("socket", { family: "AF_UNIX" }, 2);
  await server.call("bind", { fd: listener, address: unixAddress }, 3);
  await server.call("listen", { fd: listener, backlog: 5 }, 4);
  const client = await lab.start("client.py");
  const { fd } = await client.call("socket", { family: "AF_UNIX" }, 2);
  await client.call("connect", { fd, address: unixAddress }, 3);
  await client.call("send", { fd, data: { text: "hi" } }, 4);
  const { fd: conn } = await server.call("accept", { fd: listener }, 5);
  await client.call("sendall", { fd, data: { text: "hello" } }, 5);
  await server.call("recv", { fd: conn, bufsize: 2 }, 6);
  await lab.until(
    "a peer",
    (event) => event.event === "socketChanged" && event.socket.peerSocket !== undefined,
  );
  await server.call("recv", { fd: conn, bufsize: 9 }, 7);
  await client.exit();
  await server.exit();
}

/** By the name of the file that the recording becomes. */
export const stories: Readonly<Record<string, Story>> = {
  "sample-programs": samplePrograms,
  "accept-queue-full": acceptQueueFull,
  refused,
  reset,
  "udp-lost": udpLost,
  "udp-refused": udpRefused,
  "unix-pair": unixPair,
  retransmission,
  "two-clients": twoClients,
  "big-transfer": bigTransfer,
  failures,
  threads,
  "last-first": lastFirst,
  "several-runs": severalRuns,
  pieces,
  "unix-server": unixServer,
  chat,
  "four-threads": fourThreads,
  "sixteen-programs": sixteenPrograms,
  ipv6,
  "half-close": halfClose,
  "to-itself": toItself,
  pipe,
  lookups,
  tls,
  conditions,
};

interface StoryOnWire {
  lab: WireLab;
  story: Story;
  /** What wires must be made of. A machine without /dev/net/tun has veth pairs. */
  onlyOn?: "veth";
}

/** In labs with hosts and a wire: how these are made, and what happens. */
export const storiesOnWires: Readonly<Record<string, StoryOnWire>> = {
  reno: { lab: renoLab, story: reno },
  "wire-loss": { lab: lossLab, story: loss },
  "wire-fast-retransmission": { lab: lossLab, story: fastRetransmission },
  "wire-hands": { lab: handsLab, story: hands },
  "wrong-host": { lab: twoHosts, story: wrongHost },
  "wire-neighbours": { lab: twoHosts, story: neighbours, onlyOn: "veth" },
  "wire-three-hosts": { lab: threeHosts, story: betweenHosts(threeHosts) },
  "wire-four-hosts": { lab: fourHosts, story: betweenHosts(fourHosts) },
};

/** On a mapped network whose packets the server cannot see: states are looked at now and then. */
export const storiesWithoutPackets: Readonly<Record<string, Story>> = { "without-packets": samplePrograms };
