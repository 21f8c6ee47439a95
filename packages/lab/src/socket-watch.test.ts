import type { KernelSocket, SocketState } from "@sockpit/protocol";
import { kernelSocket } from "@sockpit/testing";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { Derivation } from "./derivation/derivation.js";
import { LabClock } from "./lab-clock.js";
import { openRecords } from "./records/record-budget.js";
import { SocketWatch } from "./socket-watch.js";
import { Trace } from "./trace.js";

const HOUR_MS = 3_600_000;

function socket(state: SocketState, id = "1"): KernelSocket {
  return kernelSocket(id, { state, receiveBufferBytes: 131_072, sendBufferBytes: 16_384, tcp: null });
}

/** A watch over sockets that a test sets, with the looks that it made. */
function watched(sockets: KernelSocket[], { seesPackets = true } = {}) {
  const looks = { count: 0 };
  // The sockets of these looks are made up: nothing was seen of them.
  const derivation = new Derivation({ seesPackets: false });
  const trace = new Trace(openRecords(), new LabClock(), derivation);
  const look = function* () {
    looks.count += 1;
    yield;
    return [...sockets];
  };
  const watch = new SocketWatch({ trace, derivation, look, countHeld: () => sockets.length, seesPackets });
  return { trace, watch, looks, sockets };
}

describe("A watch over a lab's sockets", () => {
  // All watches share a pacer, which must not see the clock go back.
  beforeAll(() => void vi.useFakeTimers());
  afterAll(() => void vi.useRealTimers());

  test("does not look while nobody follows", async () => {
    const { watch, looks } = watched([socket("LISTEN")]);
    watch.touch();
    await vi.advanceTimersByTimeAsync(HOUR_MS);
    expect(looks.count).toBe(0);
  });

  test("looks once after a call, and never again while sockets wait in states that only calls and packets change", async () => {
    const { trace, watch, looks } = watched([
      socket("LISTEN", "1"),
      socket("ESTABLISHED", "2"),
      socket("CLOSE-WAIT", "3"),
      socket("FIN-WAIT-2", "4"),
      socket("UNCONNECTED", "5"),
    ]);
    trace.listen(() => undefined);
    for (let call = 0; call < 20; call += 1) watch.touch();
    await vi.advanceTimersByTimeAsync(HOUR_MS);
    expect(looks.count).toBe(1);
    expect(trace.lastSeq).toBe(5);
    watch.touch();
    await vi.advanceTimersByTimeAsync(HOUR_MS);
    expect(looks.count).toBe(2);
    watch.stop();
  });

  test("looks again, less and less often, where the kernel may change a socket by itself", async () => {
    const { trace, watch, looks, sockets } = watched([socket("SYN-SENT")]);
    trace.listen(() => undefined);
    watch.touch();
    await vi.advanceTimersByTimeAsync(4_000);
    expect(looks.count).toBeGreaterThanOrEqual(4);
    expect(looks.count).toBeLessThanOrEqual(6);
    sockets.length = 0;
    await vi.advanceTimersByTimeAsync(6_000);
    const counted = looks.count;
    expect(trace.lastSeq).toBe(2);
    await vi.advanceTimersByTimeAsync(HOUR_MS);
    expect(looks.count).toBe(counted);
    watch.stop();
  });

  test("looks at a connection in TIME-WAIT when its minute is over", async () => {
    const { trace, watch, looks, sockets } = watched([socket("TIME-WAIT")]);
    trace.listen(() => undefined);
    watch.touch();
    await vi.advanceTimersByTimeAsync(59_000);
    expect(looks.count).toBe(1);
    sockets.length = 0;
    await vi.advanceTimersByTimeAsync(2_000);
    expect(looks.count).toBe(2);
    expect(trace.lastSeq).toBe(2);
    watch.stop();
  });

  test("without packets, looks at TCP and UDP sockets every few seconds, and sooner after a call", async () => {
    const { trace, watch, looks } = watched([socket("LISTEN")], { seesPackets: false });
    trace.listen(() => undefined);
    watch.touch();
    await vi.advanceTimersByTimeAsync(HOUR_MS);
    expect(looks.count).toBeLessThanOrEqual(HOUR_MS / 5_000 + 6);
    const counted = looks.count;
    watch.touch();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(looks.count - counted).toBeGreaterThanOrEqual(2);
    watch.stop();
  });

  test("answers many who ask at once with looks that began after they had asked, in turns", async () => {
    const { watch, looks, sockets } = watched(
      Array.from({ length: 5_000 }, (_, index) => socket("LISTEN", String(index))),
    );
    const first = watch.refreshInTurns();
    const second = watch.refreshInTurns();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await first).toHaveLength(5_000);
    expect(await second).toHaveLength(5_000);
    expect(looks.count).toBe(1);
    sockets.pop();
    const third = watch.refreshInTurns();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await third).toHaveLength(4_999);
    watch.stop();
    expect(await watch.refreshInTurns()).toEqual([]);
  });

  test("shows each state of a program that acts now and then, and one in 100 ms of one that calls all the time", async () => {
    const { trace, watch, looks } = watched([socket("LISTEN")]);
    trace.listen(() => undefined);
    for (let call = 0; call < 10; call += 1) {
      watch.touch();
      await vi.advanceTimersByTimeAsync(10);
    }
    expect(looks.count).toBe(10);
    for (let call = 0; call < 1000; call += 1) {
      watch.touch();
      await vi.advanceTimersByTimeAsync(10);
    }
    expect(looks.count).toBeLessThanOrEqual(40 + 102);
    watch.stop();
  });
});
