import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ConnectionClose, LabKey } from "@sockpit/client";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { isAlive, Server } from "./support.js";

async function started(environment: NodeJS.ProcessEnv = {}): Promise<Server> {
  const server = await Server.start(environment);
  onTestFinished(async () => void (await server.stop()));
  return server;
}

/** A folder for temporary files that is the test's own. */
function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** capabilities(7), by bit. */
const CAP_NET_BIND_SERVICE = 1n << 10n;
const CAP_NET_ADMIN = 1n << 12n;
const CAP_NET_RAW = 1n << 13n;
const CAP_SYS_ADMIN = 1n << 21n;

function statusOf(pid: number): { effective: bigint; bounding: bigint; noNewPrivileges: string | undefined } {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const field = (name: string) => new RegExp(`^${name}:\\s*(\\w+)$`, "m").exec(status)?.[1];
  const bits = (name: string) => BigInt(`0x${field(name)}`);
  return { effective: bits("CapEff"), bounding: bits("CapBnd"), noNewPrivileges: field("NoNewPrivs") };
}

describe("A lab host", () => {
  test("keeps the four capabilities that it makes networks with, over its own namespaces, and gains none", async () => {
    const server = await started({ SOCKPIT_NETWORK: "isolated" });
    const [labHost = 0] = server.labHosts();
    const kept = CAP_SYS_ADMIN | CAP_NET_ADMIN | CAP_NET_RAW | CAP_NET_BIND_SERVICE;
    expect(statusOf(labHost)).toEqual({ effective: kept, bounding: kept, noNewPrivileges: "1" });
  });

  test("that is mapped keeps at most two, and gains none", async () => {
    const server = await started({ SOCKPIT_NETWORK: "mapped" });
    const [labHost = 0] = server.labHosts();
    const { effective, noNewPrivileges } = statusOf(labHost);
    expect(effective & ~(CAP_NET_RAW | CAP_NET_BIND_SERVICE)).toBe(0n);
    expect(noNewPrivileges).toBe("1");
  });

  test("runs with more where setpriv(1) is missing, and the log and /healthz say so", async () => {
    const folder = ownFolder();
    symlinkSync("/usr/bin/unshare", join(folder, "unshare"));
    const server = await started({ SOCKPIT_NETWORK: "isolated", PATH: folder });
    expect(server.printed()).toMatch(/privileges are kept that are not needed: .*setpriv/);
    const { isolation } = await server.rest.health();
    expect(isolation).toMatchObject({ available: true, reason: expect.stringContaining("setpriv") });
    expect((await server.newLab()).lab).toMatch(/^a/);
  });
});

/** Binds a Unix socket in a lab, which puts a file into the lab host's folder. */
async function bindPath(server: Server, key: LabKey): Promise<void> {
  const pid = await server.rest.startProcess(key, "unix");
  const { fd } = await server.rest.command(key, "socket", { pid, params: { family: "AF_UNIX" } });
  await server.rest.command(key, "bind", { pid, params: { fd, address: { path: "/tmp/here" } } });
}

describe("The temporary folder", () => {
  test("holds one folder of a lab host while it runs, and nothing after it was killed or stopped", async () => {
    const TMPDIR = ownFolder();
    const server = await started({ TMPDIR });
    await bindPath(server, await server.newLab());
    const [first] = readdirSync(TMPDIR);
    expect(readdirSync(join(TMPDIR, first ?? ""))).toHaveLength(1);
    process.kill(server.labHosts()[0] ?? 0, "SIGKILL");
    await vi.waitFor(() => expect(readdirSync(TMPDIR)).not.toContain(first));
    await vi.waitFor(() => server.newLab(), { timeout: 10_000 }).then((key) => bindPath(server, key));
    expect(readdirSync(TMPDIR)).toHaveLength(1);
    await server.stop();
    expect(readdirSync(TMPDIR)).toEqual([]);
  });

  test("is cleared of what a killed server has left, when one starts", async () => {
    const TMPDIR = ownFolder();
    const server = await started({ TMPDIR });
    await bindPath(server, await server.newLab());
    const [labHost = 0] = server.labHosts();
    process.kill(labHost, "SIGSTOP");
    server.process.kill("SIGKILL");
    process.kill(labHost, "SIGKILL");
    await vi.waitFor(() => expect([server.pid, labHost].filter(isAlive)).toEqual([]), { timeout: 10_000 });
    const left = readdirSync(TMPDIR);
    expect(left).toHaveLength(1);
    const inUse = `sockpit-${process.pid}-inuse`;
    mkdirSync(join(TMPDIR, inUse));
    await started({ TMPDIR });
    expect(readdirSync(TMPDIR)).toEqual(expect.arrayContaining([inUse]));
    expect(readdirSync(TMPDIR)).not.toContain(left[0]);
  });
});

describe("SIGTERM", () => {
  test("ends 250 labs, says 1001 to their connections and leaves no folder", {
    timeout: 60_000,
  }, async () => {
    const TMPDIR = ownFolder();
    const server = await started({ TMPDIR, SOCKPIT_LAB_HOSTS: "2", SOCKPIT_LABS_PER_VISITOR: "256" });
    const keys: LabKey[] = [];
    while (keys.length < 250) keys.push(await server.newLab());
    for (const key of keys.slice(0, 20)) await bindPath(server, key);
    const connections = await Promise.all(keys.slice(0, 100).map((key) => server.connect(key)));
    const closes = connections.map(
      (connection) => new Promise<ConnectionClose>((resolve) => connection.onClose(resolve)),
    );
    expect(await server.stop()).toBe(0);
    const codes = (await Promise.all(closes)).map(({ code }) => code);
    expect(new Set(codes)).toEqual(new Set([1001]));
    expect(readdirSync(TMPDIR)).toEqual([]);
  });
});
