import type { RecordedLab, RecordedProgram } from "./recorded-lab.js";
import { serverAddress } from "./sample-programs.js";

const { host } = serverAddress;
/** TEST-NET-1 of RFC 5737: an address that nobody has, and that no route leads to. */
const farAway = { host: "192.0.2.1", port: 80 };
const broadcast = { host: "255.255.255.255", port: 9 };
const lingering = { host, port: 8089 };
const silent = { host, port: 8090 };

/** Milliseconds after which an unanswered SYN is given up. */
const USER_TIMEOUT_MS = 500;

/** The calls of a program, the last of which fails. It gets a socket. */
type Attempt = (program: RecordedProgram, fd: number) => Promise<unknown>;

/** By the hint that the page gives then (apps/web/src/features/hints): programs that end with an error, each another one. */
const attempts: Readonly<Record<string, Attempt>> = {
  refused: (program, fd) => program.call("connect", { fd, address: { host, port: 9 } }, 3),
  timedOut: async (program, fd) => {
    await program.call("bind", { fd, address: { host, port: 0 } }, 3);
    await program.call("listen", { fd, backlog: 1 }, 4);
    await program.call("settimeout", { fd, timeout: 0.02 }, 5);
    await program.call("accept", { fd }, 6);
  },
  connectTimedOut: async (program, fd) => {
    const option = { level: "IPPROTO_TCP", option: "TCP_USER_TIMEOUT", value: USER_TIMEOUT_MS } as const;
    await program.call("setsockopt", { fd, ...option }, 3);
    await program.call("connect", { fd, address: silent }, 4);
  },
  addressNotAvailable: (program, fd) => program.call("bind", { fd, address: farAway }, 3),
  networkUnreachable: (program, fd) => program.call("connect", { fd, address: farAway }, 3),
  accessDenied: async (program) => {
    const { fd } = await program.call("socket", { type: "SOCK_DGRAM" }, 3);
    await program.call("sendto", { fd, data: { text: "all of you" }, address: broadcast }, 4);
  },
  notConnected: (program, fd) => program.call("recv", { fd, bufsize: 100 }, 3),
  "notConnected send": (program, fd) => program.call("send", { fd, data: { text: "nobody" } }, 3),
  "notConnected after refused": async (program, fd) => {
    await program.call("connect_ex", { fd, address: { host, port: 9 } }, 3);
    await program.call("send", { fd, data: { text: "nobody" } }, 4);
  },
  sendingShut: async (program) => {
    const { fds } = await program.call("socketpair", {}, 3);
    await program.call("shutdown", { fd: fds[0], how: "SHUT_RDWR" }, 4);
    await program.call("send", { fd: fds[0], data: { text: "too late" } }, 5);
  },
  "connectionLost pair": async (program) => {
    const { fds } = await program.call("socketpair", {}, 3);
    await program.call("shutdown", { fd: fds[1], how: "SHUT_RD" }, 4);
    await program.call("shutdown", { fd: fds[0], how: "SHUT_RD" }, 5);
    await program.call("close", { fd: fds[1] }, 6);
    await program.call("send", { fd: fds[0], data: { text: "too late" } }, 7);
  },
  /** The server closes without having read, which resets the connection. */
  connectionLost: async (program, fd) => {
    await program.call("bind", { fd, address: { host, port: 0 } }, 3);
    await program.call("listen", { fd }, 4);
    const { address } = await program.call("getsockname", { fd }, 5);
    const { fd: client } = await program.call("socket", {}, 6);
    await program.call("connect", { fd: client, address }, 7);
    await program.call("sendall", { fd: client, data: { text: "unread" } }, 8);
    const { fd: accepted } = await program.call("accept", { fd }, 9);
    await program.call("close", { fd: accepted }, 10);
    await program.call("recv", { fd: client, bufsize: 100 }, 11);
  },
  addressInTimeWait: (program, fd) => program.call("bind", { fd, address: lingering }, 3),
  addressHeld: (program, fd) => program.call("bind", { fd, address: silent }, 3),
};

/** A server that closes first and ends: its port stays in TIME-WAIT. */
async function leaveTimeWait(lab: RecordedLab): Promise<void> {
  const server = await lab.start("closes-first.py");
  const { fd: listener } = await server.call("socket", {}, 2);
  await server.call("bind", { fd: listener, address: lingering }, 3);
  await server.call("listen", { fd: listener }, 4);
  const client = await lab.start("closes-second.py");
  const { fd } = await client.call("socket", {}, 2);
  await client.call("connect", { fd, address: lingering }, 3);
  const { fd: accepted } = await server.call("accept", { fd: listener }, 5);
  await server.call("close", { fd: accepted }, 6);
  await client.call("recv", { fd, bufsize: 1 }, 4);
  await client.exit();
  await server.exit();
  await lab.untilState("TIME-WAIT");
}

/** A server with a full accept queue: who connects is not answered. */
async function fallSilent(lab: RecordedLab): Promise<RecordedProgram> {
  const server = await lab.start("silent.py");
  const { fd: listener } = await server.call("socket", {}, 2);
  await server.call("bind", { fd: listener, address: silent }, 3);
  await server.call("listen", { fd: listener, backlog: 0 }, 4);
  const { fd } = await server.call("socket", {}, 5);
  await server.call("connect", { fd, address: silent }, 6);
  return server;
}

/** Programs that end with an error, one after the other, each named after the hint that it gets. */
export async function failures(lab: RecordedLab): Promise<void> {
  await leaveTimeWait(lab);
  const server = await fallSilent(lab);
  for (const [name, attempt] of Object.entries(attempts)) {
    const program = await lab.start(`${name}.py`);
    const { fd } = await program.call("socket", {}, 2);
    const hasFailed = await attempt(program, fd).then(
      () => false,
      () => true,
    );
    if (!hasFailed) throw new Error(`${name}: no call failed`);
    await program.call("close", { fd }, 20);
    await program.exit(1);
  }
  const careful = await lab.start("careful.py");
  const { fd } = await careful.call("socket", {}, 2);
  await careful.call("connect", { fd, address: { host, port: 9 } }, 3).catch(() => undefined);
  await careful.call("close", { fd }, 4);
  await careful.exit();
  const further = await lab.start("further.py");
  const { fd: first } = await further.call("socket", {}, 2);
  await further.call("connect", { fd: first, address: { host, port: 9 } }, 3).catch(() => undefined);
  await further.call("socket", {}, 4);
  await further.exit(1);
  await server.exit();
}
