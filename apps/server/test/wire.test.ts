import type { LabKey } from "@sockpit/client";
import { type CreateWire, type LabEvent, type LabEventOf, limits } from "@sockpit/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { failureOf, Server } from "./support.js";
import { readWithTshark, tsharkVersion } from "./tshark.js";

const hosts = ["client", "server"];
const address = { host: "server", port: 8088 };

/** What tshark says of segments. */
const analysed = [
  "tcp.analysis.retransmission",
  "tcp.analysis.out_of_order",
  "tcp.analysis.fast_retransmission",
  "tcp.analysis.spurious_retransmission",
  "tcp.analysis.duplicate_ack",
] as const;

describe("Labs with a wire", () => {
  let server: Server;
  let canWire: boolean;
  beforeAll(async () => {
    server = await Server.start();
    canWire = (await server.rest.health()).isolation.wire != null;
  });
  afterAll(async () => {
    await server.stop();
  });

  async function newLab(wire: CreateWire = {}): Promise<LabKey> {
    const { lab, token } = await server.rest.createLab({ hosts, wire });
    return { lab: lab.id, token };
  }

  test("are refused with the reason where there is no wire, and offered where there is", async () => {
    if (canWire) {
      const key = await newLab({ mtuBytes: 9000 });
      const { hosts: made, wire } = await server.rest.getLab(key);
      expect(made).toEqual([
        { name: "client", addresses: ["10.0.0.1", "fd00::1"] },
        { name: "server", addresses: ["10.0.0.2", "fd00::2"] },
      ]);
      expect(wire).toMatchObject({ mtuBytes: 9000, seed: 1, rules: [], held: [] });
    }
    const mapped = await Server.start({ SOCKPIT_NETWORK: "mapped" });
    try {
      const refused = await failureOf(mapped.rest.createLab({ hosts }));
      expect(refused).toMatchObject({ code: "network_unavailable", field: "hosts" });
      expect(refused.message).toContain("wires join network namespaces, and labs are mapped here");
    } finally {
      await mapped.stop();
    }
  });

  test("are made with everything that a wire of four hosts can be set to", async ({ skip }) => {
    skip(!canWire, "no wire on this machine");
    const names = ["client", "server", "client-2", "client-3"];
    const { lab } = await server.rest.createLab({ hosts: names, wire: { settings: { delayMs: 5 } } });
    const directions = lab.wire?.directions.map(({ from, to, settings }) => ({ from, to, settings })) ?? [];
    const rules = Array.from({ length: 32 }, (_, at) => ({
      id: `rule-${at}`,
      match: { payload: "線".repeat(256) },
      action: { do: "drop" } as const,
    }));
    const again = await server.rest.createLab({ hosts: names, wire: { directions, rules } });
    expect(again.lab.wire).toMatchObject({ directions: lab.wire?.directions, rules });
  });

  test("take settings, rules and held packets over REST", async ({ skip }) => {
    skip(!canWire, "no wire on this machine");
    const key = await newLab();
    const change = { directions: [{ from: "client", to: "server", settings: { isHolding: true } }] };
    const { directions } = await server.rest.setWire(key, change);
    expect(directions.map(({ from, settings }) => [from, settings.isHolding])).toEqual([
      ["client", true],
      ["server", false],
    ]);
    const receiver = await server.rest.startProcess(key, "receiver", "server");
    const sender = await server.rest.startProcess(key, "sender", "client");
    const type = "SOCK_DGRAM" as const;
    const { fd: into } = await server.rest.command(key, "socket", { pid: receiver, params: { type } });
    await server.rest.command(key, "bind", {
      pid: receiver,
      params: { fd: into, address: { host: "", port: 9 } },
    });
    const { fd } = await server.rest.command(key, "socket", { pid: sender, params: { type } });
    for (const word of ["one", "two"]) {
      const params = { fd, data: { text: word }, address: { ...address, port: 9 } };
      await server.rest.command(key, "sendto", { pid: sender, params });
    }
    const { held } = await server.rest.wire(key);
    const [first = 0, second = 0] = held.slice(-2);
    if ((await server.rest.getLab(key)).isolation.wire === "tun") {
      await server.rest.actOnPacket(key, second, "release");
      await server.rest.actOnPacket(key, first, "release");
      const received: string[] = [];
      for (let count = 0; count < 2; count += 1) {
        const params = { fd: into, bufsize: 10 };
        const { data } = await server.rest.command(key, "recv", { pid: receiver, params });
        received.push(new TextDecoder().decode(data));
      }
      expect(received).toEqual(["two", "one"]);
    }
    expect(await failureOf(server.rest.actOnPacket(key, 1000, "drop"))).toMatchObject({
      code: "no_such_packet",
    });
  });

  test("refuse what is beyond their bounds, by the field and the rule", async () => {
    const wrong: [object, string, RegExp][] = [
      [
        { hosts, wire: { settings: { rateBitsPerSecond: 0 } } },
        "wire.settings.rateBitsPerSecond",
        /at least 1000, or null.*isDown/,
      ],
      [{ hosts, wire: { mtuBytes: 67 } }, "wire.mtuBytes", /68/],
      [{ hosts, wire: { mtuBytes: 65_536 } }, "wire.mtuBytes", /65535/],
      [{ hosts, wire: { settings: { lossShare: 1.5 } } }, "wire.settings.lossShare", /1/],
      [{ hosts: ["one"] }, "hosts", /2/],
      [{ hosts: ["one", "one"] }, "hosts", /different names/],
      [{ hosts: ["localhost", "one"] }, "hosts.0", /localhost/],
      [{ wire: {} }, "hosts", /name the hosts/],
    ];
    for (const [body, field, message] of wrong) {
      const response = await server.post("/api/labs", JSON.stringify(body));
      const { error } = (await response.json()) as { error: { field?: string; message: string } };
      expect([response.status, error.field]).toEqual([400, field]);
      expect(error.message).toMatch(message);
    }
  });

  test("hold so many packets at most, however many are sent, and say so of each that is beyond", {
    timeout: 60_000,
  }, async ({ skip }) => {
    skip(!canWire, "no wire on this machine");
    const key = await newLab({ rules: [{ id: "hold", match: { protocol: "UDP" }, action: { do: "hold" } }] });
    const beyond = 200;
    await flood(key, limits.wireHeldPackets + beyond);
    const { held } = await server.rest.wire(key);
    expect(held).toHaveLength(limits.wireHeldPackets);
    const causes = await causesOfLoss(key);
    expect(causes.length).toBeGreaterThan(0);
    for (const cause of causes) expect(cause).toEqual({ by: "limit", limit: "held" });
  });

  test("carry so many bytes at most in a flood, drop the rest by a named bound, and answer all the while", {
    timeout: 60_000,
  }, async ({ skip }) => {
    skip(!canWire, "no wire on this machine");
    const action = { do: "delay", byMs: 10_000 } as const;
    const key = await newLab({
      mtuBytes: 65_535,
      rules: [{ id: "late", match: { protocol: "UDP" }, action }],
    });
    const bytes = 65_000;
    const fits = Math.floor(limits.wireBytes / (bytes + 28));
    await flood(key, fits + 10, bytes);
    const { directions } = await server.rest.wire(key);
    expect(directions[0]?.flyingPackets).toBeLessThanOrEqual(fits);
    expect(await causesOfLoss(key)).toContainEqual({ by: "limit", limit: "bytes" });
  });

  async function flood(key: LabKey, count: number, bytes = 1): Promise<void> {
    const connection = await server.connect(key);
    const { pid } = await connection.control("startProcess", { name: "flood", host: "client" });
    const { fd } = await connection.command("socket", pid, { params: { type: "SOCK_DGRAM" } });
    const data = new Uint8Array(bytes);
    const params = { fd, data, address: { host: "10.0.0.2", port: 9 } };
    for (let sent = 0; sent < count; sent += 1) await connection.command("sendto", pid, { params });
    connection.close();
  }

  async function causesOfLoss(key: LabKey) {
    const events: LabEvent[] = await server.rest.trace(key);
    return events.flatMap((event) =>
      event.event === "packetLeft" && event.fate === "dropped" ? (event.cause ?? []) : [],
    );
  }

  test("have no wire where they are one host", async () => {
    const key = await server.newLab();
    expect(await failureOf(server.rest.wire(key))).toMatchObject({ code: "no_wire" });
    expect(await failureOf(server.rest.startProcess(key, "p", "client"))).toMatchObject({ field: "host" });
  });

  test("take an MTU of 68 and of 65,535", async ({ skip }) => {
    skip(!canWire, "no wire on this machine");
    for (const mtuBytes of [68, 65_535]) {
      const { wire } = await server.rest.getLab(await newLab({ mtuBytes }));
      expect(wire?.mtuBytes).toBe(mtuBytes);
    }
  });

  test("say of lost and repeated segments what tshark says of their capture", async ({ skip }) => {
    skip(!canWire || tsharkVersion === null, "no wire, or no tshark, on this machine");
    const key = await newLab({ settings: { delayMs: 5, lossEveryNth: 11 } });
    await transfer(key, 200_000);
    const fields = ["frame.interface_name", ...analysed, "frame.comment"];
    const seen = await readWithTshark(await server.rest.capture(key), fields);
    // The connection goes on closing: the trace may have more.
    const events: LabEvent[] = await server.rest.trace(key);
    const packets = events
      .filter((event): event is LabEventOf<"packet"> => event.event === "packet" && event.protocol !== "ARP")
      .slice(0, seen.length);
    const own = packets.map(({ wire, tcp }) => {
      const { notes = [] } = tcp ?? {};
      return {
        from: wire?.from,
        isRepeated: notes.some((note) => note.endsWith("retransmission")),
        isSpurious: notes.includes("spurious-retransmission"),
        isDuplicateAck: notes.includes("duplicate-ack"),
      };
    });
    // It takes some of what is sent again soon for what has been overtaken; here, it left its sender later.
    const theirs = seen.map(([from, again, late, _fast, spurious, duplicateAck]) => ({
      from,
      isRepeated: again !== "" || late !== "",
      isSpurious: spurious !== "",
      isDuplicateAck: duplicateAck !== "",
    }));
    expect(own).toEqual(theirs);
    // Where it is sure of a fast one: within 20 ms of the third duplicate ACK.
    const fast = packets.filter((_, index) => seen[index]?.[3] !== "");
    expect(fast.length).toBeGreaterThan(0);
    for (const { tcp } of fast) expect(tcp?.notes).toContain("fast-retransmission");
    const dropped = new Set(
      events.flatMap((event) =>
        event.event === "packetLeft" && event.fate === "dropped" ? event.packet : [],
      ),
    );
    const comments = seen.map((row) => row.at(-1)?.includes("dropped, by setting lossEveryNth") === true);
    expect(comments).toEqual(packets.map(({ packet }) => dropped.has(packet)));
    expect(dropped.size).toBeGreaterThan(5);
    expect(own.some(({ isRepeated }) => isRepeated)).toBe(true);
  });

  async function transfer(key: LabKey, bytes: number): Promise<void> {
    const connection = await server.connect(key);
    const { pid } = await connection.control("startProcess", { name: "server", host: "server" });
    const { pid: client } = await connection.control("startProcess", { name: "client", host: "client" });
    const { fd: listener } = await connection.command("socket", pid, { params: {} });
    await connection.command("bind", pid, {
      params: { fd: listener, address: { host: "", port: address.port } },
    });
    await connection.command("listen", pid, { params: { fd: listener } });
    const { fd } = await connection.command("socket", client, { params: {} });
    await connection.command("connect", client, { params: { fd, address } });
    const { fd: accepted } = await connection.command("accept", pid, { params: { fd: listener } });
    const sending = connection.command("sendall", client, { params: { fd, data: new Uint8Array(bytes) } });
    for (let left = bytes; left > 0; ) {
      const { data } = await connection.command("recv", pid, { params: { fd: accepted, bufsize: 65_536 } });
      left -= data.length;
    }
    await sending;
    connection.close();
  }
});
