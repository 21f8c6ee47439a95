import { limits, sentData } from "@sockpit/protocol";
import { expect } from "vitest";
import { describeOnEachNetwork, errnoOf, keptEvents, serverAddress } from "./support.js";

describeOnEachNetwork("The trace", (test) => {
  test("reports a blocked accept: when it began, that it blocked, how long", async ({ bench }) => {
    const server = bench.program("server");
    const client = bench.program("client");
    const listener = await server.listening(serverAddress);
    const fd = await client.socket();
    const observed = bench.observe();
    const { outcome } = await server.waiting("accept", { fd: listener });
    await client.call("connect", { fd, address: serverAddress });
    const result = await outcome;
    const isAccept = ({ command }: { command: string }) => command === "accept";
    const started = await observed.until("callStarted", isAccept);
    const ended = await observed.until("callEnded", isAccept);
    const { call } = started;
    expect(started).toMatchObject({ pid: server.pid, command: "accept", params: { fd: listener } });
    const [blocked] = observed.of("callBlocked");
    expect(blocked).toMatchObject({ call, pid: server.pid });
    expect(ended).toMatchObject({ call, pid: server.pid, result });
    expect(ended.blockedUs).toBeGreaterThan(0);
    expect(ended.durationUs).toBeGreaterThanOrEqual(ended.blockedUs);
    expect(ended.at).toBeGreaterThanOrEqual(started.at + ended.durationUs);
    observed.stop();
  });

  test("says which socket a call is made on, and which one it gave", async ({ bench }) => {
    const observed = bench.observe();
    await bench.connected();
    const sockets = bench.lab.sockets();
    const idOf = (pid: number, fd: number) => sockets.find((held) => held.pid === pid && held.fd === fd)?.id;
    const started = observed.of("callStarted").map(({ command, socket }) => [command, socket]);
    const listener = idOf(1, 3);
    const client = idOf(2, 3);
    expect(started).toEqual([
      ["socket", undefined],
      ["bind", listener],
      ["listen", listener],
      ["socket", undefined],
      ["connect", client],
      ["accept", listener],
    ]);
    const made = observed.of("callEnded").flatMap(({ socket }) => socket ?? []);
    expect(made).toEqual([listener, client, idOf(1, 4)]);
    observed.stop();
  });

  test("reports each state that a socket is seen in", async ({ bench }) => {
    const observed = bench.observe();
    const { server, client, listener, fd } = await bench.connected();
    await observed.until("socketChanged", ({ socket }) => {
      return socket.pid === server.pid && socket.fd === listener && socket.state === "LISTEN";
    });
    const seen = await observed.until("socketChanged", ({ socket }) => {
      return socket.pid === client.pid && socket.state === "ESTABLISHED";
    });
    expect(seen.socket).toMatchObject({ fd, peer: serverAddress });
    await client.call("close", { fd });
    const end = await observed.until("callEnded", ({ command }) => command === "close");
    expect(end.changes).toEqual([{ socket: seen.socket.id, holder: null }]);
    await observed.until("socketChanged", ({ socket }) => socket.state === "CLOSE-WAIT");
    await server.call("close", { fd: listener });
    const closed = observed.of("socketChanged").find(({ socket }) => socket.fd === listener);
    expect(await observed.until("socketGone", ({ id }) => id === closed?.socket.id)).toBeDefined();
    observed.stop();
  });

  test("numbers events without a gap, in time order, and gives those after a number", async ({ bench }) => {
    const observed = bench.observe();
    await bench.connected();
    bench.lab.sockets();
    observed.stop();
    expect(observed.events.map(({ seq }) => seq)).toEqual(observed.events.map((_, index) => index + 1));
    const times = observed.events.map(({ at }) => at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(keptEvents(bench.lab, 2)).toEqual(observed.events.slice(2));
    expect(bench.lab.lastSeq).toBe(observed.events.length);
  });

  test("is read as lines of JSON, piece by piece, each event once", async ({ bench }) => {
    const observed = bench.observe();
    await bench.connected();
    observed.stop();
    const { lab } = bench;
    const read: unknown[] = [];
    for (let seq = 0; seq < lab.lastSeq; ) {
      const { lines, count, lastSeq, dropped } = lab.readTrace(seq, { maxBytes: 1000 });
      expect(count === 1 || lines.length <= 1000).toBe(true);
      expect(dropped).toBe(0);
      const texts = new TextDecoder().decode(lines).split("\n");
      expect(texts.pop()).toBe("");
      expect(texts).toHaveLength(count);
      read.push(...texts.map((line) => JSON.parse(line)));
      seq = lastSeq;
    }
    expect(read).toEqual(observed.events);
    expect(lab.readTrace(2, { maxBytes: 1e6, maxEvents: 3 })).toMatchObject({ count: 3, lastSeq: 5 });
    expect(lab.readTrace(lab.lastSeq, { maxBytes: 1e6 })).toMatchObject({ count: 0, lastSeq: lab.lastSeq });
  });

  test("keeps within its bytes what a program prints in a loop, and says how many events went", async ({
    bench,
  }) => {
    const program = bench.program();
    const text = "x".repeat(60_000);
    for (let line = 0; line < 1000; line += 1) bench.lab.write(program.pid, "stdout", text);
    const { count, dropped, lastSeq } = bench.lab.readTrace(0, { maxBytes: Number.MAX_SAFE_INTEGER });
    expect(lastSeq).toBe(1001);
    expect(count + dropped).toBe(1001);
    expect(count * text.length).toBeLessThanOrEqual(limits.traceBytes);
    expect(count * text.length).toBeGreaterThan(limits.traceBytes * 0.8);
  });

  test("keeps the newest events, and says how many went", async ({ bench }) => {
    const program = bench.program();
    const written = Math.ceil(limits.traceEvents * 1.25);
    for (let line = 0; line < written; line += 1) bench.lab.write(program.pid, "stdout", String(line));
    const { dropped } = bench.lab.readTrace(0, { maxBytes: 1 });
    const events = keptEvents(bench.lab);
    const seq = bench.lab.lastSeq;
    expect(seq).toBe(written + 1);
    expect(events.length).toBeGreaterThanOrEqual(limits.traceEvents);
    expect(dropped + events.length).toBe(seq);
    expect(dropped).toBeGreaterThan(0);
    expect(events[0]?.seq).toBe(dropped + 1);
    expect(events.at(-1)).toMatchObject({ event: "output", text: String(written - 1) });
  });

  test("keeps the beginning of a long payload, cut between two characters", async ({ bench }) => {
    const { server, client, accepted, fd } = await bench.connected();
    const observed = bench.observe();
    const beginning = "a".repeat(limits.tracePayloadBytes - 2);
    await client.call("sendall", { fd, data: { text: `${beginning}好 and more` } });
    const started = await observed.until("callStarted");
    expect(started.params).toEqual({
      fd,
      flags: [],
      data: { bytes: beginning.length + 12, text: beginning },
    });
    const received = await server.call("recv", { fd: accepted, bufsize: 4096 });
    expect(received.data).toHaveLength(beginning.length + 12);
    const ended = await observed.until("callEnded", ({ command }) => command === "recv");
    expect(ended.result).toEqual({ data: { bytes: beginning.length + 12, text: beginning } });
    observed.stop();
  });

  test("keeps bytes that are no text as base64", async ({ bench }) => {
    const { client, fd } = await bench.connected();
    const observed = bench.observe();
    await client.call("send", { fd, data: { base64: "/w==" } });
    const started = await observed.until("callStarted");
    expect(sentData(started)).toEqual({ bytes: 1, base64: "/w==" });
    observed.stop();
  });

  test("reports what failed, with the line it stood on", async ({ bench }) => {
    const program = bench.program();
    const fd = await program.socket();
    const observed = bench.observe();
    const source = { file: "client.py", line: 7 };
    const call = { pid: program.pid, command: "connect", params: { fd, address: serverAddress }, source };
    expect(await errnoOf(() => bench.lab.call(call))).toBe("ECONNREFUSED");
    expect(await observed.until("callStarted")).toMatchObject({ source });
    expect(await observed.until("callEnded")).toMatchObject({
      error: { kind: "errno", errno: "ECONNREFUSED" },
    });
    observed.stop();
  });

  test("reports processes and what they print", async ({ bench }) => {
    const observed = bench.observe();
    const { pid } = bench.program("server");
    bench.lab.write(pid, "stderr", "你好\n");
    bench.lab.endProcess(pid, { status: 3, reason: "exited" });
    expect(observed.events).toMatchObject([
      { event: "processStarted", pid, name: "server" },
      { event: "output", pid, stream: "stderr", text: "你好\n" },
      { event: "processEnded", pid, status: 3, reason: "exited" },
    ]);
    observed.stop();
  });

  test("reports nothing of a call that was never made", async ({ bench }) => {
    const program = bench.program();
    const observed = bench.observe();
    expect(await errnoOf(program.send("bind", { fd: "three" }))).toBe("bad_params");
    expect(observed.events).toEqual([]);
    observed.stop();
  });
});
