import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { failureOf, restError, runServer, Server } from "./support.js";

/** How long a busy machine may take until something is so. */
const patience = { timeout: 15_000 };

/** The lines that a server has logged so far. */
function logged(server: Server): Record<string, unknown>[] {
  const lines = server.printed().split("\n");
  return lines
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

async function started(environment: NodeJS.ProcessEnv): Promise<Server> {
  const server = await Server.start(environment);
  onTestFinished(async () => {
    await server.stop();
  });
  return server;
}

describe("The log", () => {
  test("has a line for each request, with its id, route, lab, status, code and duration", async () => {
    const server = await started({});
    const key = await server.newLab();
    const pid = await server.rest.startProcess(key, "first");
    const response = await server.post(`/api/labs/${key.lab}/commands/close`, `{"pid":${pid},"fd":3}`, key);
    const requestId = response.headers.get("x-request-id");
    await server.fetch("/api/nothing");
    await (await server.connect(key)).close();
    await server.rest.deleteLab(key);
    await expect.poll(() => logged(server).filter(({ lab }) => lab === key.lab).length, patience).toBe(6);
    const common = {
      level: "info",
      pid: server.pid,
      time: expect.any(String),
      durationMs: expect.any(Number),
    };
    const lines = logged(server);
    expect(lines).toContainEqual({
      ...common,
      requestId,
      method: "POST",
      route: "/api/labs/:lab/commands/:command",
      lab: key.lab,
      status: 422,
      code: "EBADF",
      msg: "request",
    });
    expect(lines).toContainEqual(expect.objectContaining({ status: 404, code: "no_such_route" }));
    expect(lines).toContainEqual(
      expect.objectContaining({ route: "/api/labs/:lab/ws", lab: key.lab, status: 101 }),
    );
    expect(lines).toContainEqual(expect.objectContaining({ msg: "lab closed", lab: key.lab }));
  });

  test("never has tokens, payloads or what a visitor called things", async () => {
    const server = await started({ SOCKPIT_LOG_LEVEL: "trace" });
    const key = await server.newLab();
    const pid = await server.rest.startProcess(key, "secretname");
    const { fd } = await server.rest.command(key, "socket", { pid, params: {} });
    await failureOf(
      server.rest.command(key, "send", { pid, params: { fd, data: new TextEncoder().encode("secretdata") } }),
    );
    await server.fetch(`/api/labs/${key.lab}/secretpath?secretquery=${key.token}`, { key });
    await server.stop();
    expect(server.printed()).toContain(key.lab);
    expect(server.printed()).not.toMatch(new RegExp(`secret|${key.token}|127\\.0\\.0\\.1"`));
  });

  test("of a flood of requests has a bounded number of lines, and counts the others", async () => {
    const server = await started({});
    for (let round = 0; round < 10; round += 1) {
      await Promise.all(Array.from({ length: 100 }, () => server.fetch("/api/nothing")));
    }
    await expect
      .poll(async () => {
        await server.fetch("/api/nothing");
        return logged(server).some(({ suppressed }) => Number(suppressed) > 0);
      }, patience)
      .toBe(true);
  });

  test("can be read by people, and be silent", async () => {
    const readable = await started({ SOCKPIT_LOG_FORMAT: "text" });
    await readable.newLab();
    await expect
      .poll(() => readable.printed(), patience)
      .toMatch(/^\d\d:\d\d:\d\d info {2}request .*status=201/m);
    const silent = await started({ SOCKPIT_LOG_LEVEL: "silent" });
    await silent.newLab();
    await silent.stop();
    expect(silent.printed().trim().split("\n")).toHaveLength(2);
    const { code, stderr } = await runServer({ SOCKPIT_LOG_LEVEL: "loud" });
    expect([code, stderr]).toEqual([1, expect.stringContaining("SOCKPIT_LOG_LEVEL=loud")]);
  });
});

describe("Metrics", () => {
  let server: Server;
  let url: string;
  beforeAll(async () => {
    server = await Server.start({ SOCKPIT_METRICS_PORT: "0" });
    url = /metrics at (\S+)/.exec(server.printed())?.[1] ?? "";
  });
  afterAll(async () => {
    await server.stop();
  });

  /** The value of each series, by its name with labels. */
  async function read(): Promise<Map<string, number>> {
    const lines = (await (await fetch(url)).text()).split("\n").filter((line) => /^[a-z]/.test(line));
    return new Map(
      lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ")))]),
    );
  }

  test("are on a port of their own, on loopback only", async () => {
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/);
    const response = await fetch(url);
    expect(response.headers.get("content-type")).toContain("text/plain; version=0.0.4");
    expect((await server.fetch("/metrics")).status).toBe(404);
    expect((await fetch(url.replace("/metrics", "/"))).status).toBe(404);
  });

  test("count requests by route and status, and errors by code", async () => {
    const key = await server.newLab();
    await server.fetch(`/api/labs/${key.lab}`);
    await expect
      .poll(async () => (await read()).get('sockpit_http_errors_total{code="unauthorized"}'), patience)
      .toBe(1);
    const numbers = await read();
    expect(numbers.get('sockpit_http_requests_total{route="/api/labs",status="201"}')).toBe(1);
    expect(numbers.get('sockpit_http_requests_total{route="/api/labs/:lab",status="401"}')).toBe(1);
    expect(numbers.get("sockpit_registered_labs")).toBe(1);
    expect(numbers.get("sockpit_http_connections")).toBeGreaterThan(0);
    expect(numbers.get("sockpit_front_door_process_resident_memory_bytes")).toBeGreaterThan(1e7);
    expect(numbers.get("sockpit_front_door_nodejs_eventloop_lag_p99_seconds")).toBeGreaterThan(0);
  });

  test("say how each lab host is", async () => {
    const key = await server.newLab();
    const pid = await server.rest.startProcess(key, "first");
    await server.rest.command(key, "socket", { pid, params: {} });
    await failureOf(server.rest.command(key, "close", { pid, params: { fd: 99 } }));
    const host = `{lab_host="${key.lab[0]}"}`;
    const calls = (command: string, outcome: string) =>
      `sockpit_calls_total{lab_host="${key.lab[0]}",command="${command}",outcome="${outcome}"}`;
    await expect.poll(async () => (await read()).get(calls("close", "EBADF")), patience).toBe(1);
    await expect.poll(async () => (await read()).get(`sockpit_processes${host}`), patience).toBe(1);
    const numbers = await read();
    expect(numbers.get(calls("socket", "ok"))).toBe(1);
    expect(numbers.get(`sockpit_dropped_events_total${host}`)).toBe(0);
    for (const name of ["labs", "resident_bytes", "record_limit_bytes"]) {
      expect(numbers.get(`sockpit_${name}${host}`), name).toBeGreaterThan(0);
    }
  });

  test("of a port that is in use stop the start with a line that says so", async () => {
    const { code, stderr } = await runServer({ SOCKPIT_METRICS_PORT: new URL(url).port });
    expect([code, stderr]).toEqual([1, expect.stringContaining("Set SOCKPIT_METRICS_PORT to another port")]);
  });

  test("stand beside the list of labs, which the person who runs the server may end", async () => {
    const labs = new URL("/labs", url);
    const key = await server.newLab();
    const createdAt = expect.stringMatching(/^\d{4}-.*Z$/);
    const list = async () => (await (await fetch(labs)).json()) as { labs: unknown[] };
    expect((await list()).labs).toContainEqual({ id: key.lab, labHost: key.lab[0], createdAt });
    const end = (lab: string, headers: Record<string, string> = {}) =>
      fetch(`${labs}/${lab}`, { method: "DELETE", headers });
    expect((await end(key.lab, { origin: "http://example.org" })).status).toBe(403);
    expect((await end("nosuchlab")).status).toBe(404);
    expect((await end(key.lab)).status).toBe(204);
    expect((await list()).labs).not.toContainEqual(expect.objectContaining({ id: key.lab }));
    expect(await failureOf(server.rest.getLab(key))).toMatchObject({ code: "no_such_lab" });
  });
});

test("readyz answers 200 where a lab can be made, and 503 with Retry-After where none can", async () => {
  const server = await started({});
  const ready = await server.fetch("/readyz");
  expect([ready.status, await ready.json()]).toEqual([200, { status: "ready" }]);
  const [labHost = 0] = server.labHosts();
  process.kill(labHost, "SIGKILL");
  await expect
    .poll(
      async () => {
        const response = await server.fetch("/readyz");
        if (response.status === 200) return "ready";
        expect(response.headers.get("retry-after")).toBe("1");
        return (await restError(response)).status;
      },
      { timeout: 15_000, interval: 1 },
    )
    .toBe(503);
  await expect.poll(async () => (await server.fetch("/readyz")).status, patience).toBe(200);
});
