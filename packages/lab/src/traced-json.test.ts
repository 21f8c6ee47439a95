import { limits } from "@sockpit/protocol";
import { describe, expect, it } from "vitest";
import { outputParts } from "./output-parts.js";
import { tracedJson } from "./traced-json.js";

const traced = (values: object) => JSON.parse(tracedJson(values));

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

describe("tracedJson", () => {
  it("keeps what is short as it is", () => {
    const params = { fd: 3, flags: ["MSG_PEEK"], address: { host: "127.0.0.1", port: 8088 }, timeout: null };
    expect(traced(params)).toEqual(params);
  });

  it("keeps bytes as text where they are UTF-8, cut between two characters, else as base64", () => {
    const text = "你".repeat(limits.tracePayloadBytes);
    const kept = Math.floor(limits.tracePayloadBytes / 3);
    const bytes = Buffer.from(text);
    expect(traced({ data: bytes })).toEqual({ data: { bytes: bytes.length, text: "你".repeat(kept) } });
    const values = { mark: Buffer.from("\uFEFFa"), broken: Uint8Array.of(0xff, 0), none: undefined };
    expect(traced(values)).toEqual({
      mark: { bytes: 4, text: "\uFEFFa" },
      broken: { bytes: 2, base64: "/wA=" },
    });
  });

  it("keeps the first entries of a long list, and says how many more there were", () => {
    const fds = Array.from({ length: limits.polledFds }, (_, fd) => ({ fd, events: ["POLLIN"] }));
    const { fds: kept } = traced({ fds, timeout: 1 });
    const more = limits.polledFds - limits.tracedEntries;
    expect(kept).toEqual([...fds.slice(0, limits.tracedEntries), { more }]);
  });

  it("keeps the beginning of a long string", () => {
    const { host } = traced({ host: "h".repeat(100_000) });
    expect(host).toBe(`${"h".repeat(limits.tracePayloadBytes)}…`);
  });

  it("bounds all values together, whatever they are", () => {
    const control = "\u0001";
    const list = Array.from({ length: 100 }, () => ({
      text: control.repeat(5000),
      bytes: new Uint8Array(5000).fill(1),
      fds: Array.from({ length: 100 }, () => ({ token: control.repeat(64) })),
    }));
    const values = traced({ fd: 3, list, other: list, text: control.repeat(5000) });
    expect(bytesOf(values)).toBeLessThan(limits.traceEventBytes);
    expect(values).toMatchObject({ fd: 3, other: [{ more: 100 }] });
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
