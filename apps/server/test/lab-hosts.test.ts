import { once } from "node:events";
import { readFileSync } from "node:fs";
import { request } from "node:http";
import { connect, type Socket } from "node:net";
import type { LabKey } from "@sockpit/client";
import { Health } from "@sockpit/protocol";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { descriptorsOf, failureOf, restError, Server } from "./support.js";

async function started(environment: NodeJS.ProcessEnv = {}): Promise<Server> {
  const server = await Server.start(environment);
  onTestFinished(async () => void (await server.stop()));
  return server;
}

/** So many times does a program print 64 KiB. */
async function print(server: Server, key: LabKey, times: number): Promise<void> {
  const connection = await server.connect(key);
  const { pid } = await connection.control("startProcess", { name: "printer" });
  const text = "x".repeat(65_536);
  for (let left = times; left > 0; left -= 1)
    await connection.control("write", { pid, stream: "stdout", text });
  connection.close();
}

function residentBytes(pid: number): number {
  const kibibytes = /^VmRSS:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kibibytes) * 1024;
}

describe("A lab host that does not answer", () => {
  test("is reported, and after ten seconds replaced", { timeout: 60_000 }, async () => {
    const server = await started();
    const key = await server.newLab();
    const connection = await server.connect(key);
    const closed = new Promise((resolve) => connection.onClose(resolve));
    const [labHost = 0] = server.labHosts();
    process.kill(labHost, "SIGSTOP");
    const asked = server.fetch(`/api/labs/${key.lab}`, { key });
    const health = await server.fetch("/healthz");
    expect(health.status).toBe(503);
    expect(Health.parse(await health.json())).toMatchObject({ status: "starting" });
    const silent = await asked;
    expect(silent.headers.get("retry-after")).not.toBeNull();
    expect(await restError(silent)).toMatchObject({ status: 504, error: { code: "lab_host_silent" } });
    await closed;
    await vi.waitFor(async () => expect((await server.fetch("/healthz")).status).toBe(200), {
      timeout: 10_000,
    });
    expect(await failureOf(server.rest.getLab(key))).toMatchObject({ code: "no_such_lab" });
    expect(server.labHosts()).not.toContain(labHost);
    expect((await server.newLab()).lab).not.toBe(key.lab);
  });

  test("is not one whose labs are busy, or wait", async () => {
    const server = await started();
    const key = await server.newLab();
    const pid = await server.rest.startProcess(key, "waiter");
    const { fd } = await server.rest.command(key, "socket", { pid, params: { type: "SOCK_DGRAM" } });
    const waiting = server.rest
      .command(key, "recv", { pid, params: { fd, bufsize: 1 } })
      .catch(() => "ended");
    const seconds = 6;
    const { fd: slow } = await server.rest.command(key, "socket", { pid, params: { type: "SOCK_DGRAM" } });
    await server.rest.command(key, "settimeout", { pid, params: { fd: slow, timeout: seconds } });
    const call = server.rest.command(key, "recv", { pid, params: { fd: slow, bufsize: 1 } });
    expect(await failureOf(call)).toMatchObject({ kind: "timeout" });
    await server.rest.deleteLab(key);
    expect(await waiting).toBe("ended");
  });
});

describe("While a lab host is replaced", () => {
  test("a new lab is refused for the moment, with 503 and when to try again", async () => {
    const server = await started();
    const [labHost = 0] = server.labHosts();
    process.kill(labHost, "SIGKILL");
    await vi.waitFor(() => expect(server.printed()).toContain("a lab host has ended"), { interval: 1 });
    const refused = await server.post("/api/labs", "{}");
    expect(refused.headers.get("retry-after")).not.toBeNull();
    const { status, error } = await restError(refused);
    expect([status, error]).toMatchObject([503, { code: "lab_host_starting" }]);
    await vi.waitFor(() => server.newLab(), { timeout: 10_000 });
  });
});

describe("A lab host that is killed again and again", () => {
  test("ends no other process, though requests are on their way to it", async () => {
    const server = await started();
    for (let times = 0; times < 3; times += 1) {
      const key = await vi.waitFor(() => server.newLab(), { timeout: 10_000 });
      process.kill(server.labHosts()[0] ?? 0, "SIGKILL");
      const asked = Array.from({ length: 50 }, () => failureOf(server.rest.getLab(key)));
      for (const failure of await Promise.all(asked)) {
        expect(["lab_host_lost", "no_such_lab"]).toContain("code" in failure ? failure.code : failure.kind);
      }
    }
    expect((await vi.waitFor(() => server.newLab(), { timeout: 10_000 })).lab).toMatch(/^a/);
    expect(server.process.exitCode).toBeNull();
  });
});

describe("Two lab hosts", () => {
  test("share the labs, and one that dies takes only its own", async () => {
    const server = await started({ SOCKPIT_LAB_HOSTS: "2" });
    const keys = [await server.newLab(), await server.newLab(), await server.newLab(), await server.newLab()];
    expect(keys.map(({ lab }) => lab[0]).sort()).toEqual(["a", "a", "b", "b"]);
    const before = server.labHosts();
    expect(before).toHaveLength(2);
    const connections = await Promise.all(keys.map((key) => server.connect(key)));
    const [labHost = 0] = before;
    process.kill(labHost, "SIGKILL");
    const answers = await Promise.allSettled(
      connections.map((connection) => connection.control("startProcess", { name: "on" })),
    );
    const alive = keys.filter((_, index) => answers[index]?.status === "fulfilled");
    expect(alive).toHaveLength(2);
    expect(new Set(alive.map(({ lab }) => lab[0])).size).toBe(1);
    expect((await server.rest.health()).status).toBe("ok");
    for (const key of alive) expect((await server.rest.getLab(key)).processes).toHaveLength(1);
    await vi.waitFor(() => expect(server.labHosts()).toHaveLength(2), { timeout: 10_000 });
    for (const connection of connections) connection.close();
  });

  test("SOCKPIT_LAB_HOSTS says how many", async () => {
    const server = await started({ SOCKPIT_LAB_HOSTS: "3" });
    expect(server.labHosts()).toHaveLength(3);
  });
});

describe("Labs with a wire", () => {
  const hosts = ["client", "server"];

  test("have lab hosts of their own, each of which starts when the others have labs", async () => {
    const server = await started({ SOCKPIT_LAB_HOSTS: "3" });
    const labHosts = [server.labHosts().length];
    const made: (string | undefined)[] = [];
    for (let count = 0; count < 4; count += 1) {
      made.push((await server.rest.createLab({ hosts })).lab.id[0]);
      labHosts.push(server.labHosts().length);
    }
    expect(made.slice(0, 2)).toEqual(["w", "x"]);
    expect(made.slice(2).sort()).toEqual(["w", "x"]);
    expect(labHosts).toEqual([3, 4, 5, 5, 5]);
    const others = await Promise.all(Array.from({ length: 3 }, async () => (await server.newLab()).lab));
    expect(others.map((lab) => lab[0]).sort()).toEqual(["a", "b", "c"]);
  });

  test("made at once wait for the same lab host, and one that is empty again gets the next lab", async () => {
    const server = await started({ SOCKPIT_LAB_HOSTS: "2" });
    const [one, other] = await Promise.all([
      server.rest.createLab({ hosts }),
      server.rest.createLab({ hosts }),
    ]);
    expect([one.lab.id[0], other.lab.id[0]]).toEqual(["w", "w"]);
    expect(server.labHosts()).toHaveLength(3);
    for (const { lab, token } of [one, other]) await server.rest.deleteLab({ lab: lab.id, token });
    expect((await server.rest.createLab({ hosts })).lab.id).toMatch(/^w/);
    expect(server.labHosts()).toHaveLength(3);
  });

  test.each(["1", "4"])(
    "are 64 at most where SOCKPIT_LAB_HOSTS is %s, while others are made",
    async (count) => {
      const server = await started({ SOCKPIT_LABS_PER_VISITOR: "256", SOCKPIT_LAB_HOSTS: count });
      for (let labs = 0; labs < 64; labs += 1) {
        const { lab, token } = await server.rest.createLab({ hosts });
        await server.connect({ lab: lab.id, token });
      }
      const failure = await failureOf(server.rest.createLab({ hosts }));
      expect(failure).toMatchObject({
        code: "too_many_labs",
        message: "This server holds at most 64 labs with a wire at once. Try again later.",
      });
      expect((await server.newLab()).lab).toMatch(/^[a-d]/);
    },
  );

  test("are lost with it, no others are, and the next one starts it again", async () => {
    const server = await started();
    const [labHost] = server.labHosts();
    const without = await server.newLab();
    const { lab, token } = await server.rest.createLab({ hosts });
    const key = { lab: lab.id, token };
    const connection = await server.connect(key);
    const closed = new Promise((resolve) => connection.onClose(resolve));
    const [ofWires = 0] = server.labHosts().filter((pid) => pid !== labHost);
    process.kill(ofWires, "SIGKILL");
    await closed;
    expect((await server.rest.getLab(without)).id).toBe(without.lab);
    const next = await vi.waitFor(() => server.rest.createLab({ hosts }), { timeout: 10_000 });
    expect(next.lab.hosts).toMatchObject([{ name: "client" }, { name: "server" }]);
    expect(await failureOf(server.rest.getLab(key))).toMatchObject({ code: "no_such_lab" });
    expect(server.labHosts()).toContain(labHost);
    expect(server.labHosts()).toHaveLength(2);
  });
});

describe("Long answers", () => {
  test("come whole though they are many pieces", async () => {
    const server = await started();
    const key = await server.newLab();
    await print(server, key, 40);
    const trace = await (await server.fetch(`/api/labs/${key.lab}/trace`, { key })).text();
    const lines = trace.trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line).seq)).toEqual(lines.map((_, index) => index + 1));
    expect(trace.length).toBeGreaterThan(40 * 65_536);
  });

  /** Unread, each of these answers was held whole in the front door: 30 times 6 MB. */
  test("cost no more than a window each while they are not read", async () => {
    const server = await started();
    const key = await server.newLab();
    await print(server, key, 100);
    const before = residentBytes(server.pid);
    const readers = await Promise.all(Array.from({ length: 30 }, () => unreadAnswer(server, key, "trace")));
    const followers = await Promise.all(
      Array.from({ length: 30 }, () => unreadAnswer(server, key, "events?since=0")),
    );
    expect((await server.rest.getLab(key)).id).toBe(key.lab);
    expect(residentBytes(server.pid) - before).toBeLessThan(64 * 1024 * 1024);
    for (const socket of [...readers, ...followers]) socket.destroy();
  });
});

/** Asks for something, and reads no more than the first bytes of the answer. */
async function unreadAnswer(server: Server, { lab, token }: LabKey, what: string): Promise<Socket> {
  const socket = connect(server.port, "127.0.0.1");
  socket.write(
    `GET /api/labs/${lab}/${what} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\n\r\n`,
  );
  await once(socket, "readable");
  return socket;
}

/** Network namespaces that a lab host holds open: one for each lab. */
function namespacesOf(pid: number): number {
  return descriptorsOf(pid).filter((what) => what.startsWith("net:")).length;
}

describe("A caller that gives up waiting for its lab", () => {
  test("leaves none behind", async () => {
    const server = await started();
    const [labHost = 0] = server.labHosts();
    await server.rest.deleteLab(await server.newLab());
    await vi.waitFor(() => expect(namespacesOf(labHost)).toBe(0), { timeout: 10_000 });
    process.kill(labHost, "SIGSTOP");
    const given = request({ port: server.port, method: "POST", path: "/api/labs" });
    given.on("error", () => undefined);
    given.end();
    await once(given, "finish");
    expect((await server.fetch("/api/openapi.json")).status).toBe(200);
    given.destroy();
    expect((await server.fetch("/api/openapi.json")).status).toBe(200);
    process.kill(labHost, "SIGCONT");
    await server.rest.deleteLab(await server.newLab());
    await vi.waitFor(() => expect(namespacesOf(labHost)).toBe(0), { timeout: 10_000 });
  });
});
