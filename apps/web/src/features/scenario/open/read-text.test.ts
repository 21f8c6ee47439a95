import { base64FromBytes, limits } from "@sockpit/protocol";
import { describe, expect, test } from "vitest";
import { unpackText } from "./read-text.js";

async function pack(content: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const deflated = new Blob([content]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const base64 = base64FromBytes(new Uint8Array(await new Response(deflated).arrayBuffer()));
  return base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

describe("A text that a link has", () => {
  test("is read", async () => {
    const text = "title: 你好\n".repeat(100);
    expect(await unpackText(await pack(text), "a.scenario")).toEqual({ file: "a.scenario", text });
  });

  test.each([
    ["no base64", () => "!", "noText"],
    ["nothing deflated", () => "AAAA", "noText"],
    ["one that was cut", async () => (await pack("title: t\n".repeat(9))).slice(0, -8), "noText"],
    ["no UTF-8", () => pack(Uint8Array.of(0xff, 0xfe)), "noText"],
    ["more than a scenario may have", () => pack("x".repeat(limits.scenarioBytes + 1)), "tooLarge"],
  ])("is refused: %s", async (_, packed, kind) => {
    expect(await unpackText(await packed(), "a")).toEqual({ kind, file: "a" });
  });
});
