import type { LabKey } from "@sockpit/client";
import { describe, expect, onTestFinished, test } from "vitest";
import { RawHttp } from "./raw-http.js";
import { failureOf, restError, runServer, Server } from "./support.js";

/** How long a busy machine may take until something is so. */
const patience = { timeout: 15_000 };

async function started(environment: NodeJS.ProcessEnv): Promise<Server> {
  const server = await Server.start(environment);
  onTestFinished(async () => {
    await server.stop();
  });
  return server;
}

function createFrom(server: Server, address: string): Promise<Response> {
  return server.fetch("/api/labs", { method: "POST", headers: { "x-forwarded-for": address } });
}

const tooMany = { status: 429, error: { kind: "limit", code: "too_many_labs_of_visitor" } };

describe("Labs of one visitor", () => {
  test("are limited, the refusal says when to try again, and a lab that ends makes room", async () => {
    const server = await started({ SOCKPIT_LABS_PER_VISITOR: "6" });
    const keys: LabKey[] = [];
    for (let count = 0; count < 6; count += 1) keys.push(await server.newLab());
    const refused = await server.post("/api/labs", "");
    expect(refused.headers.get("retry-after")).toMatch(/^\d+$/);
    expect(await restError(refused)).toMatchObject(tooMany);
    for (const key of keys.slice(0, 3)) await server.rest.deleteLab(key);
    await expect.poll(async () => (await server.post("/api/labs", "")).status, patience).toBe(201);
  });

  test("are made at a limited rate, though each is closed at once", async () => {
    const server = await started({ SOCKPIT_LABS_PER_VISITOR: "2" });
    const statuses: number[] = [];
    for (let count = 0; count < 4; count += 1) {
      const response = await server.post("/api/labs", "");
      statuses.push(response.status);
      if (response.status !== 201) continue;
      const { lab, token } = (await response.json()) as { lab: { id: string }; token: string };
      await server.rest.deleteLab({ lab: lab.id, token });
    }
    expect(statuses).toEqual([201, 201, 429, 429]);
  });

  test("are counted by the address that a trusted proxy reports last", async () => {
    const server = await started({ SOCKPIT_LABS_PER_VISITOR: "1", SOCKPIT_TRUST_PROXY: "1" });
    expect((await createFrom(server, "192.0.2.1")).status).toBe(201);
    expect(await restError(await createFrom(server, "198.51.100.7, 192.0.2.1"))).toMatchObject(tooMany);
    expect((await createFrom(server, "192.0.2.1, 192.0.2.2")).status).toBe(201);
    expect((await createFrom(server, "2001:db8::1")).status).toBe(201);
    expect(await restError(await createFrom(server, "2001:db8::2"))).toMatchObject(tooMany);
  });

  test("are counted by the connection's address where no proxy is trusted", async () => {
    const server = await started({ SOCKPIT_LABS_PER_VISITOR: "1" });
    expect((await createFrom(server, "192.0.2.1")).status).toBe(201);
    expect(await restError(await createFrom(server, "192.0.2.2"))).toMatchObject(tooMany);
  });

  test("a limit that is no number stops the start", async () => {
    const { code, stderr } = await runServer({ SOCKPIT_LABS_PER_VISITOR: "0" });
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining("SOCKPIT_LABS_PER_VISITOR=0: must be a whole number"),
    ]);
  });
});

describe("A lab is closed", () => {
  test("when its creator has gone before the answer", async () => {
    const server = await started({ SOCKPIT_LABS_PER_VISITOR: "20" });
    for (let count = 0; count < 10; count += 1) {
      const http = await RawHttp.open(server);
      http.send("POST /api/labs", { "content-length": "0" });
      http.socket.destroy();
    }
    let made = 0;
    await expect
      .poll(async () => {
        if ((await server.post("/api/labs", "")).status === 201) made += 1;
        return made;
      }, patience)
      .toBe(15);
  });

  test("after the time to live that its creator chose", async () => {
    const server = await started({});
    const { lab, token } = await server.rest.createLab({ ttlSeconds: 5 });
    const key = { lab: lab.id, token };
    const events = await server.fetch(`/api/labs/${lab.id}/events`, { key });
    expect(await events.text()).toContain("following");
    expect(await failureOf(server.rest.getLab(key))).toMatchObject({ code: "no_such_lab" });
    const wrong = await server.post("/api/labs", '{"ttlSeconds":1}');
    expect(await restError(wrong)).toMatchObject({ status: 400, error: { field: "ttlSeconds" } });
  });
});
