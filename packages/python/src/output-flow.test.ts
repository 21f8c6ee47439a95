import { expect, test } from "vitest";
import { handledOutput, OutputFlow } from "./output-flow.js";

const counter = () => new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

test("messages that the page has handled hold nothing up", () => {
  const handled = counter();
  const flow = new OutputFlow(handled, () => false);
  for (let sent = 0; sent < 5000; sent += 1) {
    flow.sent();
    handledOutput(handled);
  }
  expect(Atomics.load(handled, 0)).toBe(5000);
});

test("a page that is far behind stops the program until the program is interrupted", () => {
  let checks = 0;
  const flow = new OutputFlow(counter(), () => {
    checks += 1;
    return checks >= 512;
  });
  for (let sent = 0; sent < 512; sent += 1) flow.sent();
  expect(checks).toBe(512);
});

test("without shared memory nothing waits", () => {
  const flow = new OutputFlow(null, () => false);
  for (let sent = 0; sent < 5000; sent += 1) flow.sent();
});
