import type { LabKey } from "@sockpit/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Server } from "./support.js";

const MIB = 2 ** 20;
const line = `${"x".repeat(60_000)}\n`;

describe("SOCKPIT_RECORD_MEBIBYTES", () => {
  let server: Server;
  beforeAll(async () => {
    server = await Server.start({ SOCKPIT_RECORD_MEBIBYTES: "16" });
  });
  afterAll(() => server.stop());

  async function print(key: LabKey, lines: number): Promise<void> {
    const connection = await server.connect(key);
    const { pid } = await connection.control("startProcess", { name: "loud" });
    for (let count = 0; count < lines; count += 1) {
      await connection.control("write", { pid, stream: "stdout", text: line });
    }
    await connection.control("endProcess", { pid, status: 0 });
    connection.close();
  }

  async function traceBytes(key: LabKey): Promise<number> {
    const response = await server.fetch(`/api/labs/${key.lab}/trace`, { key });
    return (await response.arrayBuffer()).byteLength;
  }

  it("bounds what all labs keep, and leaves to those who keep little what they have", async () => {
    const [quiet, loud, louder] = [await server.newLab(), await server.newLab(), await server.newLab()];
    await print(quiet, 10);
    const ofQuiet = await traceBytes(quiet);
    await print(loud, 250);
    await print(louder, 350);
    const [ofLoud, ofLouder] = [await traceBytes(loud), await traceBytes(louder)];
    expect(await traceBytes(quiet)).toBe(ofQuiet);
    expect(ofLoud + ofLouder + ofQuiet).toBeLessThan(16 * MIB);
    expect(ofLoud + ofLouder + ofQuiet).toBeGreaterThan(12 * MIB);
    expect(Math.abs(ofLoud - ofLouder)).toBeLessThan(MIB);
  });
});
