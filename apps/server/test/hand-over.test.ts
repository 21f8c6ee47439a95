import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Server } from "./support.js";

/** A body that keeps the front door's thread busy for a while: JSON that takes long to parse, and is refused. */
const busyBody = `[${"[1],".repeat(400_000)}1]`;

describe("A WebSocket that is handed over", () => {
  let server: Server;
  beforeAll(async () => {
    server = await Server.start();
  });
  afterAll(async () => {
    await server.stop();
  });

  test("loses no message, even the first one while the front door is busy", async () => {
    const key = await server.newLab();
    const ask = JSON.stringify({ id: 1, control: "follow" });
    for (let round = 0; round < 4; round += 1) {
      const busy = Array.from({ length: 8 }, async () => (await server.post("/api/labs", busyBody)).status);
      const answers = Array.from({ length: 20 }, async () => {
        const socket = await server.rawSocket(key);
        const answer = await socket.ask(ask);
        socket.socket.close();
        await socket.closed;
        return answer;
      });
      for (const answer of await Promise.all(answers)) expect(answer).toMatchObject({ id: 1, ok: true });
      expect(new Set(await Promise.all(busy))).toEqual(new Set([400]));
    }
  });
});
