import {
  decodeArp,
  decodePacket,
  NetworkNamespace,
  networkInterfaces,
  probeWire,
  Socket,
  type SocketOptions,
  stopReadiness,
  Wire,
  type WireKind,
} from "@sockpit/sockets";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { bytes, errnoOf, text } from "./support.js";

const kinds: WireKind[] = (["tun", "veth"] as const).filter((kind) => probeWire([kind]).kind !== null);
if (kinds.length === 0) console.warn("SKIPPED: no wire here. These tests prove nothing on this machine.");

afterAll(() => stopReadiness());

/** Two hosts and a wire that carries everything at once. What passes is put down in words. */
function openWire(kind: WireKind, { mtuBytes = 1500 } = {}) {
  const namespaces = [0, 1].map(() => NetworkNamespace.create({ hasOtherInterfaces: true }));
  const wire = Wire.open(kind, namespaces, mtuBytes);
  const passed: string[] = [];
  const lengths: number[] = [];
  const carry = (from: number) => {
    const port = at(wire.ports, from);
    port.receive((frame) => {
      const to = wire.destination(frame);
      passed.push(`${from} > ${to}: ${describeFrame(frame, port.headerBytes)}`);
      lengths.push(frame.length - port.headerBytes);
      for (const [index, other] of wire.ports.entries())
        if (to === "others" ? index !== from : index === to) other.send(frame);
    }, 1000);
    port.whenReadable(() => carry(from));
  };
  carry(0);
  carry(1);
  const sockets: Socket[] = [];
  const open = (host: number, options: SocketOptions = {}) => {
    const socket = Socket.open({ namespace: at(namespaces, host), ...options });
    sockets.push(socket);
    return socket;
  };
  onTestFinished(() => {
    for (const socket of sockets) socket.close();
    wire.close();
    for (const namespace of namespaces) namespace.close();
  });
  return { namespaces, wire, passed, lengths, open };
}

function describeFrame(frame: Uint8Array, headerBytes: number): string {
  const arp = decodeArp(frame);
  if (arp !== null) return arp.isRequest ? "who has it" : "it is at";
  const packet = decodePacket(frame.subarray(headerBytes));
  return packet?.tcp?.flags.join("-") ?? packet?.icmp?.name ?? (packet?.udp ? "UDP" : "other");
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new Error(`nothing at ${index}`);
  return item;
}

describe.each(kinds)("A wire of %s", (kind) => {
  test.each(["AF_INET", "AF_INET6"] as const)("joins two hosts over %s", async (family) => {
    const { wire, open, passed } = openWire(kind);
    const { ipv4, ipv6 } = at(wire.addresses, 1);
    const address = { host: family === "AF_INET" ? ipv4 : (ipv6 ?? ""), port: 80 };
    const listener = open(1, { family });
    listener.bind({ host: "", port: 80 });
    listener.listen(1);
    const client = open(0, { family });
    await client.connect(address);
    const { socket: server } = await listener.accept();
    onTestFinished(() => server.close());
    await client.sendall(bytes("hello"));
    expect(text(await server.recv(9))).toBe("hello");
    const tcp = passed.filter((line) => /SYN|ACK/.test(line));
    expect(tcp.slice(0, 3)).toEqual(["0 > 1: SYN", "1 > 0: SYN-ACK", "0 > 1: ACK"]);
    const resolving = passed.filter((line) => /who has|it is/.test(line));
    const isArp = kind === "veth" && family === "AF_INET";
    expect(resolving).toEqual(isArp ? ["0 > others: who has it", "1 > 0: it is at"] : []);
  });

  test("carries no packet longer than its MTU, and each with a checksum", async () => {
    const { wire, open, lengths } = openWire(kind, { mtuBytes: 600 });
    expect(at(wire.addresses, 1).ipv6).toBeNull();
    const receiver = open(1, { type: "SOCK_DGRAM" });
    receiver.bind({ host: "", port: 9 });
    const sender = open(0, { type: "SOCK_DGRAM" });
    await sender.sendto(new Uint8Array(4000), { host: at(wire.addresses, 1).ipv4, port: 9 });
    expect(await receiver.recv(5000)).toHaveLength(4000);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(600);
  });

  test("is eth0 in each host, which the kernel lists beside the loopback by the index that it names in addresses", async () => {
    const { namespaces, open } = openWire(kind);
    const [loopback, eth0, ...others] = networkInterfaces(at(namespaces, 1));
    expect(loopback).toEqual({ index: 1, name: "lo" });
    expect(eth0?.name).toBe("eth0");
    expect(others).toEqual([]);
    const receiver = open(1, { family: "AF_INET6", type: "SOCK_DGRAM" });
    receiver.bind({ host: "ff02::1", port: 9, scopeId: eth0?.index });
    const isOther = await errnoOf(async () =>
      open(1, { family: "AF_INET6", type: "SOCK_DGRAM" }).bind({ host: "ff02::1", port: 9, scopeId: 999 }),
    );
    expect(isOther).toBe("ENODEV");
  });

  test("has no way to where no host is", async () => {
    const { open } = openWire(kind);
    const error = await errnoOf(() => open(0).connect({ host: "192.0.2.1", port: 80 }));
    expect(error).toBe("ENETUNREACH");
  });

  test("carries broadcast and multicast to the others", async () => {
    const { open, passed } = openWire(kind);
    const receiver = open(1, { type: "SOCK_DGRAM" });
    receiver.bind({ host: "", port: 9 });
    const sender = open(0, { type: "SOCK_DGRAM" });
    sender.setsockopt(1, 6, 1);
    await sender.sendto(bytes("all"), { host: "255.255.255.255", port: 9 });
    expect(text(await receiver.recv(9))).toBe("all");
    await sender.sendto(bytes("group"), { host: "224.0.0.1", port: 9 });
    expect(text(await receiver.recv(9))).toBe("group");
    expect(passed.filter((line) => line.endsWith("UDP"))).toEqual(["0 > others: UDP", "0 > others: UDP"]);
  });

  test.each([68, 65_535])("takes an MTU of %i", async (mtuBytes) => {
    const { wire, open } = openWire(kind, { mtuBytes });
    const receiver = open(1, { type: "SOCK_DGRAM" });
    receiver.bind({ host: "", port: 9 });
    const sender = open(0, { type: "SOCK_DGRAM" });
    await sender.sendto(bytes("small"), { host: at(wire.addresses, 1).ipv4, port: 9 });
    expect(text(await receiver.recv(9))).toBe("small");
  });
});

test("The probe says which wire works, and why another one does not", () => {
  const names = { tun: /tun/, veth: /veth/ };
  for (const kind of ["tun", "veth"] as const) {
    const { kind: found, reason } = probeWire([kind]);
    if (found === null) expect(reason).toMatch(names[kind]);
    else expect(found).toBe(kind);
  }
});
