import { limits } from "@sockpit/protocol";
import { describe, expect, it } from "vitest";
import { outputParts } from "./output-parts.js";
import { tracedValues } from "./traced-values.js";

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

describe("tracedValues", () => {
  it("keeps what is short as it is", () => {
    const params = { fd: 3, flags: ["MSG_PEEK"], address: { host: "127.0.0.1", port: 8088 }, timeout: null };
    expect(tracedValues(params)).toEqual(params);
  });

  it("keeps the first entries of a long list, and says how many more there were", () => {
    const fds = Array.from({ length: limits.polledFds }, (_, fd) => ({ fd, events: ["POLLIN"] }));
    const { fds: traced } = tracedValues({ fds, timeout: 1 });
    const more = limits.polledFds - limits.tracedEntries;
    expect(traced).toEqual([...fds.slice(0, limits.tracedEntries), { more }]);
  });

  it("keeps the beginning of a long string", () => {
    const { host } = tracedValues({ host: "h".repeat(100_000) });
    expect(host).toBe(`${"h".repeat(limits.tracePayloadBytes)}…`);
  });

  it("bounds all values together, whatever they are", () => {
    const control = "\u0001";
    const list = Array.from({ length: 100 }, () => ({
      text: control.repeat(5000),
      bytes: new Uint8Array(5000).fill(1),
      fds: Array.from({ length: 100 }, () => ({ token: control.repeat(64) })),
    }));
    const traced = tracedValues({ fd: 3, list, other: list, text: control.repeat(5000) });
    expect(bytesOf(traced)).toBeLessThan(limits.traceEventBytes);
    expect(traced).toMatchObject({ fd: 3, other: [{ more: 100 }] });
  });
});

describe("outputParts", () => {
  it("keeps a text whole that fits into an event", () => {
    for (const text of ["", "x".repeat(limits.outputBytes), "你".repeat(limits.outputBytes / 3)]) {
      expect(outputParts(text)).toEqual([text]);
    }
  });

  it("cuts a text that does not fit, between two characters", () => {
    const text = `${"\u0000".repeat(limits.outputBytes / 8)}😀`.repeat(4);
    const parts = outputParts(text);
    expect(parts.join("")).toBe(text);
    for (const part of parts) {
      expect(bytesOf({ text: part })).toBeLessThan(limits.traceEventBytes);
      expect(JSON.stringify(part)).not.toMatch(/\\ud/);
    }
  });
});
