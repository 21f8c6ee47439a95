import { LabClock, LabWire } from "@sockpit/lab";
import { NetworkNamespace, Socket, type WireKind } from "@sockpit/sockets";
import { measureRounds, quantile } from "../measure.js";
import { say } from "./say.js";

const SECOND_MS = 1000;
const MIB = 1024 * 1024;
/** With the headers of IP and UDP, 64 bytes. */
const SMALL = new Uint8Array(36);
const BURST = 64;
const HOSTS_MADE = 20;
const PINGS = 2000;

const nobody = { onEntered: () => undefined, onHeld: () => undefined, onLeft: () => undefined };

function openWire(kind: WireKind) {
  const wire = new LabWire({ kind, hosts: ["a", "b"], clock: new LabClock(), created: {} });
  wire.start(nobody);
  const [a, b] = wire.namespaces;
  if (a === undefined || b === undefined) throw new Error("a wire has two hosts");
  const close = () => {
    wire.close();
    for (const namespace of wire.namespaces) namespace.close();
  };
  return { a, b, host: wire.addresses[1]?.ipv4 ?? "", close };
}

interface Ends {
  readonly a: NetworkNamespace;
  readonly b: NetworkNamespace;
  readonly host: string;
}

export async function measureCarrier(kind: WireKind): Promise<void> {
  const made: number[] = [];
  for (let count = 0; count < HOSTS_MADE; count += 1) {
    const startedAt = performance.now();
    const { close } = openWire(kind);
    made.push((performance.now() - startedAt) / 2);
    close();
  }
  made.sort((a, b) => a - b);
  say(`${kind}: make a host`, `${quantile(made, 0.5).toFixed(1)} ms`, "5 ms");
  const bytes = await onOwnWire(kind, throughput);
  say(`${kind}: TCP over a wire that only carries`, `${bytes.toFixed(0)} MB/s`, "50 MB/s");
  say(
    `${kind}: datagrams of 64 bytes`,
    `${(await onOwnWire(kind, datagrams)).toFixed(0)} a second`,
    "50,000",
  );
  const there = await onOwnWire(kind, roundTripUs);
  const namespace = NetworkNamespace.create();
  const here = await roundTripUs({ a: namespace, b: namespace, host: "127.0.0.1" });
  namespace.close();
  const addedMs = (there - here) / 2 / 1000;
  say(
    `${kind}: added to a packet's way (loopback ${here.toFixed(0)} µs both ways)`,
    `${addedMs.toFixed(3)} ms`,
    "0.5 ms",
  );
}

/** What a flood leaves behind in a device's queue would be lost to the next measurement. */
async function onOwnWire(kind: WireKind, measure: (ends: Ends) => Promise<number>): Promise<number> {
  const { close, ...ends } = openWire(kind);
  try {
    return await measure(ends);
  } finally {
    close();
  }
}

async function throughput({ a, b, host }: Ends): Promise<number> {
  const listener = Socket.open({ namespace: b });
  listener.bind({ host: "", port: 8088 });
  listener.listen(1);
  const client = Socket.open({ namespace: a });
  await client.connect({ host, port: 8088 });
  const { socket: server } = await listener.accept();
  const data = new Uint8Array(MIB);
  let received = 0;
  const startedAt = performance.now();
  const endsAt = startedAt + 2 * SECOND_MS;
  const sending = (async () => {
    while (performance.now() < endsAt) await client.sendall(data);
    client.close();
  })();
  for (;;) {
    const { length } = await server.recv(MIB);
    if (length === 0) break;
    received += length;
  }
  await sending;
  const seconds = (performance.now() - startedAt) / SECOND_MS;
  server.close();
  listener.close();
  return received / 1e6 / seconds;
}

async function datagrams({ a, b, host }: Ends): Promise<number> {
  const receiver = Socket.open({ namespace: b, type: "SOCK_DGRAM" });
  receiver.bind({ host: "", port: 9 });
  receiver.timeout = 0;
  const sender = Socket.open({ namespace: a, type: "SOCK_DGRAM" });
  await sender.connect({ host, port: 9 });
  let received = 0;
  const startedAt = performance.now();
  const endsAt = startedAt + 2 * SECOND_MS;
  while (performance.now() < endsAt) {
    for (let count = 0; count < BURST; count += 1) await sender.send(SMALL);
    await new Promise((resolve) => setImmediate(resolve));
    for (;;) {
      try {
        await receiver.recv(100);
        received += 1;
      } catch {
        break;
      }
    }
  }
  const seconds = (performance.now() - startedAt) / SECOND_MS;
  receiver.close();
  sender.close();
  return received / seconds;
}

/** The middle one of many. */
async function roundTripUs({ a, b, host }: Ends): Promise<number> {
  const receiver = Socket.open({ namespace: b, type: "SOCK_DGRAM" });
  receiver.bind({ host: "", port: 10 });
  const sender = Socket.open({ namespace: a, type: "SOCK_DGRAM" });
  await sender.connect({ host, port: 10 });
  const times = await measureRounds(PINGS, async () => {
    await sender.send(SMALL);
    const { address } = await receiver.recvfrom(100);
    if (address !== null) await receiver.sendto(SMALL, address);
    await sender.recv(100);
  });
  receiver.close();
  sender.close();
  return quantile(times, 0.5);
}
