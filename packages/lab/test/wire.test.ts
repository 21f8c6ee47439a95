import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import type { CreateWire, LabEventOf, WireRule } from "@sockpit/protocol";
import { describe, expect, onTestFinished, test } from "vitest";
import { type Bench, describeOnKernel, errnoOf, keptEvents } from "./support.js";
import { connect, kinds, benchOn as openBench, server } from "./wire-bench.js";

const MS = 1000;
const CONNECTS = 5;

/** One whose view never has to be corrected by the kernel's. */
function benchOn(implementation: "tun" | "veth", wire: CreateWire = {}): Bench {
  const bench = openBench(implementation, wire);
  onTestFinished(() => {
    expect(eventsOf(bench).filter(({ event }) => event === "viewCorrected")).toEqual([]);
  });
  return bench;
}

type Packet = LabEventOf<"packet">;

const eventsOf = (bench: Bench) => {
  bench.lab.settle();
  return keptEvents(bench.lab);
};
const packetsOf = (bench: Bench): Packet[] =>
  eventsOf(bench).filter((event): event is Packet => event.event === "packet");
const leavingsOf = (bench: Bench) =>
  eventsOf(bench).filter((event): event is LabEventOf<"packetLeft"> => event.event === "packetLeft");
const flagsOf = ({ tcp }: Packet) => tcp?.flags.join("-") ?? "";
const has = (flags: string) => (packet: Packet) => flagsOf(packet) === flags;

/** Looks until it is so; the test's own timeout bounds it. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await setImmediate();
}

const dropNthData = (nth: number): WireRule => ({
  id: "drop-data",
  match: { from: "client", hasPayload: true, protocol: "TCP", nth },
  action: { do: "drop" },
});

describe.each(kinds)("On a wire of %s", (kind) => {
  describeOnKernel("hosts", () => {
    test("connect by name, and their packets say what became of them", async () => {
      const { bench, client, serverSide, fd, accepted } = await connect(benchOn(kind));
      await client.call("sendall", { fd, data: new TextEncoder().encode("hello") });
      expect(await serverSide.receive(accepted)).toBe("hello");
      const packets = packetsOf(bench).filter(({ tcp }) => tcp !== undefined);
      expect(packets.slice(0, 3).map(flagsOf)).toEqual(["SYN", "SYN-ACK", "ACK"]);
      expect(packets[0]).toMatchObject({
        source: { host: "10.0.0.1" },
        destination: { host: "10.0.0.2", port: 8088 },
        wire: { from: "client", to: "server" },
      });
      const call = eventsOf(bench).find(
        (event) => event.event === "callStarted" && event.command === "connect",
      );
      expect(packets[0]?.call).toBe(call && "call" in call ? call.call : undefined);
      const left = leavingsOf(bench).find(({ packet }) => packet === packets[0]?.packet);
      expect(left).toMatchObject({ fate: "delivered", effects: [], enteredAt: packets[0]?.at });
      const arps = packetsOf(bench).filter(({ protocol }) => protocol === "ARP");
      expect(arps.slice(0, 2).map(({ arp }) => arp?.isRequest)).toEqual(kind === "veth" ? [true, false] : []);
    });

    test("take 20 ms or more to connect where a packet takes 10, and less than 35", async () => {
      const bench = benchOn(kind, { settings: { delayMs: 10 } });
      const { client } = await connect(bench);
      // The machine may be busy with something else: of several, one is not held up.
      for (let count = 1; count < CONNECTS; count += 1)
        await client.call("connect", { fd: await client.socket(), address: server });
      const left = leavingsOf(bench);
      const packets = packetsOf(bench);
      const took = packets.filter(has("SYN")).map(({ at, stream }) => {
        const answer = packets.find((packet) => packet.stream === stream && has("SYN-ACK")(packet));
        const arrived = left.find(({ packet }) => packet === answer?.packet);
        expect(arrived?.effects).toEqual(["delayed"]);
        return (arrived?.at ?? 0) - at;
      });
      expect(took).toHaveLength(CONNECTS);
      expect(Math.min(...took)).toBeGreaterThanOrEqual(20 * MS);
      expect(Math.min(...took)).toBeLessThan(35 * MS);
    });

    test("connect after about a second where the first SYN is lost, the second being a retransmission", async () => {
      const rules: WireRule[] = [
        { id: "no-syn", match: { flags: ["SYN"], noFlags: ["ACK"], nth: 1 }, action: { do: "drop" } },
      ];
      const { bench } = await connect(benchOn(kind, { rules }));
      const syns = packetsOf(bench).filter(has("SYN"));
      expect(syns.map(({ tcp }) => tcp?.notes)).toEqual([[], ["retransmission", "rto"]]);
      const [first, second] = syns;
      const apartMs = ((second?.at ?? 0) - (first?.at ?? 0)) / MS;
      expect(apartMs).toBeGreaterThan(950);
      expect(apartMs).toBeLessThan(1500);
      const left = leavingsOf(bench).find(({ packet }) => packet === first?.packet);
      expect(left).toMatchObject({ fate: "dropped", cause: { by: "rule", rule: "no-syn" } });
    });

    test("get a lost segment again, and the stream whole", async () => {
      const { bench, client, serverSide, fd, accepted } = await connect(
        benchOn(kind, { rules: [dropNthData(1)] }),
      );
      await client.call("sendall", { fd, data: new TextEncoder().encode("lost, and found") });
      expect(await serverSide.receive(accepted)).toBe("lost, and found");
      const data = packetsOf(bench).filter(({ tcp }) => (tcp?.payloadBytes ?? 0) > 0);
      expect(data.length).toBeGreaterThan(1);
      expect(data[1]?.tcp?.notes).toEqual(["retransmission", "tail-loss-probe"]);
      expect(data[1]?.tcp?.relativeSeq).toBe(data[0]?.tcp?.relativeSeq);
    });

    test("get 1 MB whole where every third packet is lost in both directions", {
      timeout: 60_000,
    }, async () => {
      const { bench, client, serverSide, fd, accepted } = await connect(benchOn(kind));
      bench.lab.setWire({ settings: { lossEveryNth: 3 } });
      const data = Uint8Array.from({ length: 1_000_000 }, (_, index) => (index * 7919) >> 3);
      const sending = client.call("sendall", { fd, data });
      const hash = createHash("sha256");
      for (let left = data.length; left > 0; ) {
        const { data: piece } = await serverSide.call("recv", { fd: accepted, bufsize: 65_536 });
        expect(piece.length).toBeGreaterThan(0);
        hash.update(piece);
        left -= piece.length;
      }
      await sending;
      expect(hash.digest("hex")).toBe(createHash("sha256").update(data).digest("hex"));
    });

    test("give up with ETIMEDOUT after TCP_USER_TIMEOUT where the link is down", async () => {
      const { bench, client, fd } = await connect(benchOn(kind));
      const value = { fd, level: "IPPROTO_TCP", option: "TCP_USER_TIMEOUT", value: 400 } as const;
      await client.call("setsockopt", value);
      bench.lab.setWire({ settings: { isDown: true } });
      await client.call("sendall", { fd, data: new TextEncoder().encode("anybody there?") });
      expect(await errnoOf(client.call("recv", { fd, bufsize: 10 }))).toBe("ETIMEDOUT");
      const lost = leavingsOf(bench).filter(({ fate }) => fate === "dropped");
      expect(lost[0]?.cause).toEqual({ by: "setting", setting: "isDown" });
    });

    test("put a datagram of 4,000 bytes together, and lose it whole with one fragment", async () => {
      const bench = benchOn(kind);
      const receiver = bench.program("receiver", "server");
      const sender = bench.program("sender", "client");
      const into = await receiver.bound({ host: "", port: 9 }, { type: "SOCK_DGRAM" });
      const from = await sender.socket({ type: "SOCK_DGRAM" });
      const send = (fill: number) =>
        sender.call("sendto", {
          fd: from,
          data: new Uint8Array(4000).fill(fill),
          address: { host: "server", port: 9 },
        });
      await send(1);
      expect((await receiver.call("recv", { fd: into, bufsize: 5000 })).data).toHaveLength(4000);
      const fragments = packetsOf(bench).filter(({ fragment }) => fragment !== undefined);
      expect(fragments.map(({ fragment }) => [fragment?.offsetBytes, fragment?.isMore])).toEqual([
        [0, true],
        [1480, true],
        [2960, false],
      ]);
      bench.lab.setWire({
        rules: [{ id: "second", match: { protocol: "UDP", nth: 2 }, action: { do: "drop" } }],
      });
      await send(2);
      bench.lab.setWire({ rules: [] });
      await send(3);
      const { data } = await receiver.call("recv", { fd: into, bufsize: 5000 });
      expect(data[0]).toBe(3);
    });

    test("swap two datagrams where one lets the next pass", async () => {
      const rules: WireRule[] = [
        { id: "swap", match: { protocol: "UDP", nth: 1 }, action: { do: "overtake" } },
      ];
      const bench = benchOn(kind, { rules });
      const receiver = bench.program("receiver", "server");
      const sender = bench.program("sender", "client");
      const into = await receiver.bound({ host: "", port: 9 }, { type: "SOCK_DGRAM" });
      const from = await sender.socket({ type: "SOCK_DGRAM" });
      for (const word of ["one", "two"])
        await sender.call("sendto", {
          fd: from,
          data: new TextEncoder().encode(word),
          address: { host: "server", port: 9 },
        });
      expect([await receiver.receive(into), await receiver.receive(into)]).toEqual(["two", "one"]);
      const overtaken = leavingsOf(bench).filter(({ effects }) => effects.includes("overtaken"));
      expect(overtaken.map(({ cause }) => cause)).toEqual([{ by: "rule", rule: "swap" }]);
    });

    test("have a held SYN-ACK wait for a hand, and their states meanwhile", async () => {
      const rules: WireRule[] = [{ id: "wait", match: { flags: ["SYN", "ACK"] }, action: { do: "hold" } }];
      const bench = benchOn(kind, { rules });
      const serverSide = bench.program("server.py", "server");
      const client = bench.program("client.py", "client");
      await serverSide.listening({ host: "", port: server.port });
      const fd = await client.socket();
      const connecting = client.call("connect", { fd, address: server });
      const held = () =>
        eventsOf(bench).find((event): event is LabEventOf<"packetHeld"> => event.event === "packetHeld");
      await until(() => held() !== undefined);
      const number = held()?.packet ?? 0;
      expect(held()?.cause).toEqual({ by: "rule", rule: "wait" });
      expect(bench.lab.wire().held).toEqual([number]);
      const stateOf = (state: string) => bench.lab.sockets().filter((socket) => socket.state === state);
      expect(stateOf("SYN-SENT").map(({ host }) => host)).toEqual(["client"]);
      expect(stateOf("SYN-RECEIVED").map(({ host }) => host)).toEqual(["server"]);
      expect(stateOf("LISTEN")[0]?.synQueue).toEqual({ length: 1 });
      bench.lab.setWire({ rules: [] });
      bench.lab.actOnPacket(number, "release");
      await connecting;
      await until(() => stateOf("ESTABLISHED").length === 2);
      const left = leavingsOf(bench).find(({ packet }) => packet === number);
      expect(left).toMatchObject({ fate: "delivered", cause: { by: "hand" } });
      expect(left?.effects).toContain("held");
      expect(await errnoOf(() => bench.lab.actOnPacket(number, "drop"))).toBe("no_such_packet");
    });

    test("drop what has been corrupted, and send it again", async () => {
      const rules: WireRule[] = [{ ...dropNthData(1), id: "flip", action: { do: "corrupt" } }];
      const { bench, client, serverSide, fd, accepted } = await connect(benchOn(kind, { rules }));
      await client.call("sendall", { fd, data: new TextEncoder().encode("x".repeat(1000)) });
      expect(await serverSide.receive(accepted)).toBe("x".repeat(1000));
      const corrupted = leavingsOf(bench).filter(({ effects }) => effects.includes("corrupted"));
      expect(corrupted).toMatchObject([{ fate: "delivered", cause: { by: "rule", rule: "flip" } }]);
    });

    test("are one host each: their own loopback, ports and sockets", async () => {
      const bench = benchOn(kind);
      const one = bench.program("one", "client");
      const two = bench.program("two", "server");
      const address = { host: "127.0.0.1", port: 8088 };
      for (const program of [one, two]) {
        const listener = await program.listening(address);
        const fd = await program.socket();
        await program.call("connect", { fd, address });
        expect(await program.call("accept", { fd: listener })).toBeDefined();
      }
      const passed = packetsOf(bench).filter(has("SYN"));
      expect(passed.map(({ host, wire }) => [host, wire])).toEqual([
        ["client", undefined],
        ["server", undefined],
      ]);
      const listeners = bench.lab.sockets().filter(({ state }) => state === "LISTEN");
      expect(listeners.map(({ host }) => host)).toEqual(["client", "server"]);
    });

    test("send to nobody where no host has the address", async () => {
      const bench = benchOn(kind);
      const program = bench.program("lost", "client");
      const fd = await program.socket({ type: "SOCK_DGRAM" });
      await program.call("sendto", { fd, data: Uint8Array.of(1), address: { host: "10.0.0.9", port: 9 } });
      if (kind === "veth") {
        const asks = ({ protocol, destination }: Packet) =>
          protocol === "ARP" && destination.host === "10.0.0.9";
        await until(() => packetsOf(bench).some(asks));
        return;
      }
      expect(packetsOf(bench)[0]?.wire).toEqual({ from: "client", to: null });
      expect(leavingsOf(bench)[0]).toMatchObject({ fate: "dropped", cause: { by: "noHost" } });
    });

    test("ask each other for MAC addresses before they send, where frames have some: ARP, and ICMPv6", async () => {
      const bench = benchOn(kind);
      const receiver = bench.program("receiver", "server");
      const sender = bench.program("sender", "client");
      for (const [family, any, host] of [
        ["AF_INET", "", "10.0.0.2"],
        ["AF_INET6", "::", "fd00::2"],
      ] as const) {
        const into = await receiver.bound({ host: any, port: 9 }, { family, type: "SOCK_DGRAM" });
        const from = await sender.socket({ family, type: "SOCK_DGRAM" });
        await sender.call("sendto", { fd: from, data: Uint8Array.of(65), address: { host, port: 9 } });
        expect(await receiver.receive(into)).toBe("A");
        await receiver.call("close", { fd: into });
      }
      const packets = packetsOf(bench).filter(({ wire }) => wire !== undefined);
      const asked = packets.flatMap(({ arp, icmp, source, destination }) => {
        if (arp !== undefined)
          return [[arp.isRequest, arp.isRequest ? destination.host : source.host, arp.mac]];
        if (icmp?.neighbour === undefined) return [];
        return [[icmp.name === "neighbour-solicitation", icmp.neighbour.target, icmp.neighbour.mac]];
      });
      const [client, serverMac] = ["02:00:00:00:00:01", "02:00:00:00:00:02"];
      const expected = [
        [true, "10.0.0.2", client],
        [false, "10.0.0.2", serverMac],
        [true, "fd00::2", client],
        [false, "fd00::2", serverMac],
      ];
      expect(asked.slice(0, expected.length)).toEqual(kind === "veth" ? expected : []);
    });

    test("are refused what names no host, and all of the change with it", async () => {
      const bench = benchOn(kind);
      const before = bench.lab.wire();
      const settings = { delayMs: 5 };
      const wrong = [
        { settings, directions: [{ from: "client", to: "nobody", settings }] },
        { settings, directions: [{ from: "client", to: "client", settings }] },
        { settings, rules: [{ id: "a", match: { from: "nobody" }, action: { do: "drop" as const } }] },
      ];
      for (const change of wrong) expect(await errnoOf(() => bench.lab.setWire(change))).toBe("bad_params");
      expect(bench.lab.wire()).toEqual(before);
      expect(await errnoOf(() => bench.program("p", "nobody"))).toBe("bad_params");
      const fd = await bench.program("p", "client").socket();
      expect(fd).toBe(3);
    });
  });
});
