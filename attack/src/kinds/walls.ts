import { randomBytes } from "node:crypto";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer } from "node:net";
import type { Attack } from "../attack.js";
import type { AttackingProcess } from "../attacked-lab.js";
import type { Attacker } from "../attacker.js";

/** Protocols of IP that a kernel has modules for, and numbers that it has nothing for: protocols(5). */
const PROTOCOLS = [1, 2, 6, 17, 33, 41, 47, 50, 58, 115, 132, 136, 253, 255];
const TCP = 6;
const UDP = 17;

/** What a lab must not reach, and what another site's page must not do. */
export const walls: readonly Attack[] = [
  {
    kind: "walls",
    name: "services of the machine on wildcard addresses",
    networks: ["isolated", "mapped"],
    alsoAsRoot: true,
    isCheap: true,
    run: reachServices,
  },
  {
    kind: "walls",
    name: "protocols that the kernel would load modules for",
    networks: ["isolated", "mapped"],
    alsoAsRoot: true,
    isCheap: true,
    run: async (attacker) => {
      const program = await (await attacker.lab()).process();
      for (const family of ["AF_INET", "AF_INET6", "AF_UNIX"] as const) {
        for (const type of ["SOCK_STREAM", "SOCK_DGRAM"] as const) {
          for (const proto of PROTOCOLS) {
            const made = await program.call("socket", { family, type, proto });
            const isOwn = family === "AF_UNIX" ? proto === 1 : proto === (type === "SOCK_STREAM" ? TCP : UDP);
            if (made !== undefined && !isOwn) attacker.unexpected(`${family} ${type} ${proto} was opened`);
            if (made !== undefined) await program.call("close", { fd: made.fd });
          }
        }
      }
    },
  },
  {
    kind: "walls",
    name: "100 UDP sockets with full receive buffers",
    isCheap: true,
    run: fillReceiveBuffers,
  },
  {
    kind: "walls",
    name: "forms and fetches of another site's page",
    isCheap: true,
    run: async (attacker) => {
      const crossSite = [
        { "content-type": "text/plain" },
        { "content-type": "multipart/form-data; boundary=x" },
        { "sec-fetch-site": "cross-site" },
        { origin: "https://elsewhere.example" },
        { host: "elsewhere.example" },
      ];
      for (const headers of crossSite) {
        const { status } = await attacker.rest("POST", "/api/labs", { body: "{}", headers });
        if (status < 400) attacker.unexpected(`${JSON.stringify(headers)}: ${status}`);
      }
    },
  },
];

/** Listens on all of the machine's addresses, and looks for these and the server itself from a lab. */
async function reachServices(attacker: Attacker): Promise<void> {
  const hits: string[] = [];
  const tcp = createServer((socket) => {
    hits.push("TCP");
    socket.destroy();
  }).listen(0, "0.0.0.0");
  const udp = createSocket("udp4").bind(0, "0.0.0.0");
  udp.on("message", () => hits.push("UDP"));
  const name = `canary-${randomBytes(6).toString("hex")}`;
  const unix = createServer((socket) => {
    hits.push("abstract name");
    socket.destroy();
  }).listen(`\0${name}`);
  await Promise.all([once(tcp, "listening"), once(udp, "listening"), once(unix, "listening")]);
  const tcpPort = (tcp.address() as { port: number }).port;
  const udpPort = udp.address().port;
  const program = await (await attacker.lab()).process();
  for (const host of ["127.0.0.1", "0.0.0.0", "127.255.255.254", "localhost", ""]) {
    await mustFail(attacker, program, { host, port: tcpPort });
    await mustFail(attacker, program, { host, port: attacker.port });
    const { fd } = await program.mustCall("socket", { type: "SOCK_DGRAM" });
    await program.call("sendto", { fd, data: { text: "x" }, address: { host, port: udpPort } });
    await program.call("connect", { fd, address: { host, port: udpPort } });
    await program.call("send", { fd, data: { text: "x" } });
  }
  const { fd } = await program.mustCall("socket", { family: "AF_UNIX" });
  if ((await program.call("connect", { fd, address: { abstract: name } })) !== undefined) {
    attacker.unexpected("connected to the machine's abstract name");
  }
  await attacker.pause(100);
  for (const hit of hits) attacker.unexpected(`a service of the machine was reached by ${hit}`);
  for (const service of [tcp, unix]) service.close();
  udp.close();
}

async function mustFail(
  attacker: Attacker,
  program: AttackingProcess,
  address: { host: string; port: number },
): Promise<void> {
  const { fd } = await program.mustCall("socket", {});
  await program.call("settimeout", { fd, timeout: 1 });
  if ((await program.call("connect", { fd, address })) === undefined) return;
  attacker.unexpected(`connected to ${address.host}:${address.port} of the machine`);
}

/** SO_RCVBUF of socket(7) as large as it goes, and datagrams until the queues are full. */
async function fillReceiveBuffers(attacker: Attacker): Promise<void> {
  const program = await (await attacker.lab()).process();
  const { fd: sender } = await program.mustCall("socket", { type: "SOCK_DGRAM" });
  const data = { text: "x".repeat(60_000) };
  await attacker.together(100, async (index) => {
    const { fd } = await program.mustCall("socket", { type: "SOCK_DGRAM" });
    const address = { host: "127.0.0.1", port: 10_000 + index };
    await program.call("setsockopt", { fd, level: "SOL_SOCKET", option: "SO_RCVBUF", value: 2 ** 30 });
    await program.call("bind", { fd, address });
    await attacker.repeat(150, () => program.call("sendto", { fd: sender, data, address }));
  });
}
