import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { Server } from "./support.js";

/** `nobody` of Linux, without a capability. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const asNobody = isRoot
  ? ["setpriv", `--reuid=${NOBODY}`, `--regid=${NOBODY}`, "--clear-groups", "--bounding-set=-all", "--"]
  : [];
const inNamespace = ["unshare", "--user", "--net", "--map-root-user", "--"];
const sockets = fileURLToPath(new URL("../../../packages/sockets/dist/index.js", import.meta.url));

/** Runs a command as somebody without privileges. */
function run(...command: string[]): { status: number | null; output: string; why: string } {
  const [program = "", ...rest] = [...asNobody, ...command];
  const { status, stdout, stderr } = spawnSync(program, rest, { encoding: "utf8" });
  return { status, output: stdout ?? "", why: (stderr ?? "").trim() };
}

/** Why nobody can have a lab with a wire on this machine; empty where that is possible. */
function reasonAgainst(): string {
  const read = run("test", "-r", sockets);
  if (read.status !== 0) return `nobody cannot read ${sockets}`;
  const namespace = run(...inNamespace, "true");
  return namespace.status === 0 ? "" : `no namespaces for ordinary users here: ${namespace.why}`;
}

const against = reasonAgainst();

/** As the machine's kernel sees a process: uid and capabilities in the initial namespace, of proc(5). */
function identityOf(pid: number): { uid: number; map: string } {
  const [, uid] = /^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return { uid: Number(uid), map: readFileSync(`/proc/${pid}/uid_map`, "utf8").trim().replace(/\s+/g, " ") };
}

describe("For a user without privileges", () => {
  test("the server makes a wire, over which packets pass", async ({ skip }) => {
    skip(against !== "", against);
    const server = await Server.start({ SOCKPIT_NETWORK: "isolated", SOCKPIT_LAB_HOSTS: "1" }, asNobody);
    try {
      const { isolation } = await server.rest.health();
      expect(isolation.wire, isolation.wireReason).toMatch(/^(tun|veth)$/);
      const { lab, token } = await server.rest.createLab({ hosts: ["client", "server"], wire: {} });
      const key = { lab: lab.id, token };
      const uid = isRoot ? NOBODY : process.getuid?.();
      // The front door's children: the lab host of labs without a wire, and that of wires.
      const hosts = server.labHosts().map(identityOf);
      expect(hosts).toEqual([1, 2].map(() => ({ uid, map: `0 ${uid} 1` })));

      const start = async (name: string, host: string) => {
        const pid = await server.rest.startProcess(key, name, host);
        const { fd } = await server.rest.command(key, "socket", { pid, params: { type: "SOCK_DGRAM" } });
        return { pid, fd };
      };
      const receiver = await start("receiver", "server");
      const sender = await start("sender", "client");
      const address = { host: "server", port: 9 };
      const bind = { fd: receiver.fd, address };
      await server.rest.command(key, "bind", { pid: receiver.pid, params: bind });
      const sendto = { fd: sender.fd, data: { text: "over the wire" }, address };
      await server.rest.command(key, "sendto", { pid: sender.pid, params: sendto });
      const recvfrom = { fd: receiver.fd, bufsize: 99 };
      const received = await server.rest.command(key, "recvfrom", { pid: receiver.pid, params: recvfrom });
      expect(Buffer.from(received.data).toString()).toBe("over the wire");
      expect(received.address).toMatchObject({ host: "10.0.0.1" });
      const passed = (await server.rest.trace(key)).flatMap((event) =>
        event.event === "packet" && event.protocol === "UDP" ? [event.wire] : [],
      );
      expect(passed).toEqual([{ from: "client", to: "server" }]);
    } finally {
      await server.stop();
    }
  });

  test("veth pairs are made too, which need no device of the machine", ({ skip }) => {
    skip(against !== "", against);
    const script = `import { probeWire } from ${JSON.stringify(sockets)}; console.log(JSON.stringify(probeWire(["veth"])))`;
    const node = [process.execPath, "--input-type=module", "--eval", script];
    const { output, why } = run(...inNamespace, ...node);
    expect(output, why).toMatch(/^\{/);
    const probe = JSON.parse(output) as { kind: string | null; reason?: string };
    // EOPNOTSUPP: a kernel without veth(4).
    skip(probe.reason?.includes("EOPNOTSUPP") === true, probe.reason);
    expect(probe).toEqual({ kind: "veth" });
  });
});
