import { expect, test } from "vitest";
import { freeMemory } from "./free-memory.js";

const MIB = 1024 * 1024;

test("Memory is given back at once, before anything is collected", () => {
  const before = process.memoryUsage().arrayBuffers;
  const kept: Uint8Array[] = [];
  for (let count = 0; count < 64; count += 1) {
    const bytes = new Uint8Array(MIB);
    kept.push(bytes);
    freeMemory(bytes);
  }
  expect(kept.map(({ length }) => length)).toEqual(Array(64).fill(0));
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * MIB);
});

test("Bytes that share their memory with others stay as they are", () => {
  const memory = new Uint8Array(16).fill(7);
  freeMemory(memory.subarray(0, 8));
  freeMemory(new Uint8Array(new SharedArrayBuffer(8)));
  expect(memory).toEqual(new Uint8Array(16).fill(7));
});
