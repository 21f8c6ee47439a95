import { once } from "node:events";
import { createServer } from "node:net";
import type { ConnectionClose } from "@sockpit/client";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { failureOf, isAlive, runServer, Server } from "./support.js";

const address = { host: "127.0.0.1", port: 8088 };

async function started(environment: NodeJS.ProcessEnv = {}): Promise<Server> {
  const server = await Server.start(environment);
  onTestFinished(async () => {
    await server.stop();
  });
  return server;
}

describe("A lab host that is killed", () => {
  test("takes its labs with it, says so, and is replaced at once", async () => {
    const server = await started();
    const key = await server.newLab();
    const connection = await server.connect(key);
    const { pid } = await connection.control("startProcess", { name: "server" });
    const { fd } = await connection.command("socket", pid, { params: {} });
    await connection.command("bind", pid, { params: { fd, address } });
    await connection.command("listen", pid, { params: { fd } });
    const closed = new Promise<ConnectionClose>((resolve) => connection.onClose(resolve));
    const overWebSocket = failureOf(connection.command("accept", pid, { params: { fd } }));
    const overRest = failureOf(server.rest.command(key, "accept", { pid, params: { fd } }));
    await vi.waitFor(async () => {
      const trace = await (await server.fetch(`/api/labs/${key.lab}/trace`, { key })).text();
      expect(trace.match(/"callBlocked"/g)).toHaveLength(2);
    });
    const [labHost = 0] = server.labHosts();
    process.kill(labHost, "SIGKILL");
    expect(await closed).toMatchObject({ kind: "serverGone", code: 1006 });
    expect(await overWebSocket).toMatchObject({ code: "connection_lost" });
    expect(await overRest).toMatchObject({ code: "lab_host_lost" });
    expect(await failureOf(server.rest.getLab(key))).toMatchObject({ code: "no_such_lab" });
    await vi.waitFor(async () => expect((await server.rest.health()).status).toBe("ok"), { timeout: 3000 });
    const next = await server.connect(await server.newLab());
    expect(await next.control("startProcess", { name: "server" })).toEqual({ pid: 1 });
    next.close();
    expect(server.labHosts()).toHaveLength(1);
    expect(server.labHosts()).not.toContain(labHost);
  });
});

describe("A server that ends", () => {
  test("on SIGTERM or SIGINT exits with 0 and leaves nothing, though calls wait", async () => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      const server = await started();
      const key = await server.newLab();
      const connection = await server.connect(key);
      const { pid } = await connection.control("startProcess", { name: "server" });
      const { fd } = await connection.command("socket", pid, { params: { type: "SOCK_DGRAM" } });
      await connection.command("bind", pid, { params: { fd, address } });
      const waiting = failureOf(connection.command("recv", pid, { params: { fd, bufsize: 1 } }));
      const labHosts = server.labHosts();
      expect(labHosts).toHaveLength(1);
      expect(await server.stop(signal)).toBe(0);
      await waiting;
      expect(labHosts.filter(isAlive)).toEqual([]);
    }
  });

  test("by SIGKILL leaves no lab host", async () => {
    const server = await started();
    await server.newLab();
    const labHosts = server.labHosts();
    expect(labHosts).toHaveLength(1);
    await server.stop("SIGKILL");
    await vi.waitFor(() => expect(labHosts.filter(isAlive)).toEqual([]), { timeout: 5000 });
  });
});

describe("SOCKPIT_NETWORK=mapped", () => {
  test("works end to end, and is said at start and in healthz", async () => {
    const server = await started({ SOCKPIT_NETWORK: "mapped" });
    expect(server.printed()).toContain("mapped");
    expect(await server.rest.health()).toMatchObject({
      status: "ok",
      network: "mapped",
      isolation: { available: false, reason: expect.stringContaining("SOCKPIT_NETWORK=mapped") },
    });
    const keys = [await server.newLab(), await server.newLab()];
    for (const key of keys) {
      const connection = await server.connect(key);
      const { pid } = await connection.control("startProcess", { name: "both" });
      const { fd: listener } = await connection.command("socket", pid, { params: {} });
      await connection.command("bind", pid, { params: { fd: listener, address } });
      await connection.command("listen", pid, { params: { fd: listener } });
      const { fd } = await connection.command("socket", pid, { params: {} });
      await connection.command("connect", pid, { params: { fd, address } });
      const { fd: accepted, address: peer } = await connection.command("accept", pid, {
        params: { fd: listener },
      });
      expect(peer).toMatchObject({ host: "127.0.0.1" });
      await connection.command("sendall", pid, { params: { fd, data: { text: "你好" } } });
      const { data } = await connection.command("recv", pid, { params: { fd: accepted, bufsize: 64 } });
      expect(new TextDecoder().decode(data)).toBe("你好");
      expect(await server.rest.sockets(key)).toContainEqual(
        expect.objectContaining({ state: "LISTEN", local: address }),
      );
      onTestFinished(() => connection.close());
    }
  });
});

describe("The address for reports of problems", () => {
  test("is part of the server's health where the operator sets it, and only there", async () => {
    const feedbackUrl = "mailto:teacher@example.org";
    const server = await started({ SOCKPIT_FEEDBACK_URL: feedbackUrl });
    expect(await server.rest.health()).toMatchObject({ feedbackUrl });
  });
});

describe("A setting that cannot be", () => {
  const complaints = [
    [{ SOCKPIT_NETWORK: "nonsense" }, /^sockpit: SOCKPIT_NETWORK=nonsense: .*isolated.*mapped/],
    [{ PORT: "99999" }, /^sockpit: PORT=99999: must be a port number from 0 to 65535/],
    [{ PORT: "http" }, /^sockpit: PORT=http: must be a port number/],
    [
      { SOCKPIT_FEEDBACK_URL: "javascript:alert(1)" },
      /^sockpit: SOCKPIT_FEEDBACK_URL=.*: must be an address/,
    ],
    [{ SOCKPIT_WHEELS: "/nowhere" }, /^sockpit: SOCKPIT_WHEELS=\/nowhere: must be a folder .*ENOENT/],
    [{ SOCKPIT_RECORD_MEBIBYTES: "8" }, /^sockpit: SOCKPIT_RECORD_MEBIBYTES=8: must be .*16 or more/],
    [{ TMPDIR: "/nowhere" }, /^sockpit: the temporary folder cannot be used \(ENOENT.*Set TMPDIR/],
    [{ SOCKPIT_ALLOW_MAPPED: "yes" }, /^sockpit: SOCKPIT_ALLOW_MAPPED=yes: /],
    [
      { SOCKPIT_NETWORK: "isolated", PATH: "" },
      /^sockpit: SOCKPIT_NETWORK=isolated is not available on this machine \(.*unshare\(1\) was not found/,
    ],
    [
      { SOCKPIT_NETWORK: "mapped", HOST: "0.0.0.0" },
      /^sockpit: HOST=0\.0\.0\.0 would offer a mapped network .*SOCKPIT_ALLOW_MAPPED=1/,
    ],
    [
      { HOST: "0.0.0.0", SOCKPIT_ALLOW_MAPPED: "1" },
      /^sockpit: HOST=0\.0\.0\.0 would let everybody .*SOCKPIT_ACCESS_CODE.*SOCKPIT_OPEN=1/,
    ],
    [{ SOCKPIT_ACCESS_CODE: "secret" }, /^sockpit: SOCKPIT_ACCESS_CODE=…: .*8/],
    [
      { SOCKPIT_NETWORK: "mapped", HOST: "198.51.100.9", SOCKPIT_ALLOW_MAPPED: "1", SOCKPIT_OPEN: "1" },
      /^sockpit: HOST=198\.51\.100\.9 is not/,
    ],
  ] as const;

  test.each(complaints)("%o ends the server with 1 and says why", async (environment, complaint) => {
    const { code, stdout, stderr } = await runServer(environment);
    expect(stderr.trim()).toMatch(complaint);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect([code, stdout]).toEqual([1, ""]);
  });

  test("a port in use ends the server with 1 and says which", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const port = (taken.address() as { port: number }).port;
    const { code, stderr } = await runServer({ PORT: String(port) });
    taken.close();
    expect(stderr.trim()).toBe(`sockpit: 127.0.0.1:${port} is in use. Set PORT to another port.`);
    expect(code).toBe(1);
  });

  /** Of the classes that net.Socket stands on, takes away what no public call replaces. */
  const withoutReadStop = `
    const { Pipe } = process.binding("pipe_wrap");
    let methods = Pipe.prototype;
    while (!Object.hasOwn(methods, "readStop")) methods = Object.getPrototypeOf(methods);
    delete methods.readStop;`;

  test("a Node whose sockets cannot be handed over ends the server with 1 and is named", async () => {
    const preload = `data:text/javascript,${encodeURIComponent(withoutReadStop)}`;
    const { code, stderr } = await runServer({ NODE_OPTIONS: `--no-deprecation --import ${preload}` });
    expect(stderr).toMatch(/^sockpit: Node v\d+\.\d+\.\d+ does not offer .*_handle\.readStop/);
    expect(code).toBe(1);
  });

  test("without unshare(1) and with nothing forced, labs are mapped, and the reason is reported", async () => {
    const server = await started({ PATH: "" });
    expect(await server.rest.health()).toMatchObject({
      network: "mapped",
      isolation: { available: false, userNamespace: false, reason: expect.stringContaining("unshare(1)") },
    });
  });

  test("SOCKPIT_ALLOW_MAPPED=1 lets a mapped network be offered beyond this machine", async () => {
    const beyond = {
      SOCKPIT_NETWORK: "mapped",
      HOST: "0.0.0.0",
      SOCKPIT_ALLOW_MAPPED: "1",
      SOCKPIT_OPEN: "1",
    };
    const server = await started(beyond);
    expect(server.printed()).toContain("(listening on 0.0.0.0)");
    expect(await server.stop()).toBe(0);
  });
});
