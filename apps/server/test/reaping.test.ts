import type { LabKey } from "@sockpit/client";
import { GOODBYE } from "@sockpit/protocol";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { failureOf, Server } from "./support.js";

describe("A lab that nobody uses any more", () => {
  let server: Server;
  beforeAll(async () => {
    server = await Server.start({ SOCKPIT_LAB_IDLE_SECONDS: "5" });
  });
  afterAll(async () => {
    await server.stop();
  });

  /** Asks without the token: that is no use of the lab. */
  async function isThere({ lab }: LabKey): Promise<boolean> {
    const { status } = await server.fetch(`/api/labs/${lab}`);
    expect([401, 404]).toContain(status);
    return status === 401;
  }

  async function untilGone(key: LabKey): Promise<void> {
    await vi.waitFor(async () => expect(await isThere(key)).toBe(false), { timeout: 15_000, interval: 100 });
  }

  test("ends soon after its page said goodbye, later where the connection was lost, never while one is open", async () => {
    const [left, lost, open] = [await server.newLab(), await server.newLab(), await server.newLab()];
    const kept = await server.connect(open);
    (await server.rawSocket(lost)).socket.terminate();
    const page = await server.rawSocket(left);
    const program = await server.rawSocket(left);
    await page.ask('{"id":1,"control":"follow"}');
    page.socket.close(1000, GOODBYE);
    await page.closed;
    program.socket.terminate();
    await untilGone(left);
    expect(await isThere(lost)).toBe(true);
    await untilGone(lost);
    expect(await kept.control("startProcess", { name: "p" })).toEqual({ pid: 1 });
    expect(await failureOf(server.connect(lost))).toMatchObject({ code: "no_such_lab" });
    kept.close();
  });

  test("ends where its creator never came", async () => {
    await untilGone(await server.newLab());
  });
});
