import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { afterEach, expect, test, vi } from "vitest";
import { handledOutput, MAX_UNHANDLED, OutputFlow } from "../src/shared/output-flow.js";

/** Longer than any test: what goes on does so because it was woken. */
const FOR_EVER_MS = 600_000;

function sharedCounter(): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

/** A thread that prints: it counts the messages that it has sent and that did not hold it up, or no longer do. */
function printingThread() {
  const [handled, interrupted, sent] = [sharedCounter(), sharedCounter(), sharedCounter()];
  const program = `
    import { workerData } from "node:worker_threads";
    import { OutputFlow } from ${JSON.stringify(new URL("../dist/shared/output-flow.js", import.meta.url))};
    const { handled, interrupted, sent, maxWaitMs } = workerData;
    const flow = new OutputFlow({ handled, isInterrupted: () => Atomics.load(interrupted, 0) === 1, maxWaitMs });
    for (;;) {
      flow.sent();
      Atomics.add(sent, 0, 1);
    }`;
  const source = new URL(`data:text/javascript,${encodeURIComponent(program)}`);
  const workerData = { handled, interrupted, sent, maxWaitMs: FOR_EVER_MS };
  worker = new Worker(source, { workerData });
  return { handled, interrupted, count: () => Atomics.load(sent, 0) };
}

/** Until a thread waits for the page. A wake-up without news lets it look again, and wait again. */
async function untilItWaits(handled: Int32Array): Promise<void> {
  while (Atomics.notify(handled, 0) === 0) await setImmediate();
}

let worker: Worker | undefined;

afterEach(async () => {
  await worker?.terminate();
  worker = undefined;
});

test("a program that prints waits while the page is far behind, and goes on by each message that it takes", async () => {
  const { handled, count } = printingThread();
  for (const taken of [0, 1, 2]) {
    await untilItWaits(handled);
    expect(count()).toBe(MAX_UNHANDLED - 1 + taken);
    handledOutput(handled);
  }
});

test("Stop ends the wait", async () => {
  const { handled, interrupted, count } = printingThread();
  await untilItWaits(handled);
  Atomics.store(interrupted, 0, 1);
  Atomics.notify(handled, 0);
  await vi.waitFor(() => expect(count()).toBeGreaterThanOrEqual(MAX_UNHANDLED));
});

test("a page that takes nothing holds each message up for so long, and no longer", () => {
  const wait = vi.spyOn(Atomics, "wait");
  const flow = new OutputFlow({ handled: sharedCounter(), isInterrupted: () => false, maxWaitMs: 1 });
  for (let sent = 1; sent < MAX_UNHANDLED; sent += 1) flow.sent();
  expect(wait).not.toHaveBeenCalled();
  flow.sent();
  expect(wait).toHaveReturnedWith("timed-out");
  wait.mockRestore();
});

test("messages that the page has handled hold nothing up, and without shared memory nothing waits", () => {
  const wait = vi.spyOn(Atomics, "wait");
  for (const handled of [sharedCounter(), null]) {
    const flow = new OutputFlow({ handled, isInterrupted: () => false });
    for (let sent = 0; sent < 3 * MAX_UNHANDLED; sent += 1) {
      flow.sent();
      handledOutput(handled);
    }
  }
  expect(wait).not.toHaveBeenCalled();
  wait.mockRestore();
});
