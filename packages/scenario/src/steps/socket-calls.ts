import type { Address, CommandName, CommandParams, CommandResult } from "@sockpit/protocol";
import type { Arguments } from "./arguments.js";
import { Constant, type RuntimeValue, type SocketHandle } from "./runtime-value.js";

/** Makes socket calls in a process of a lab. */
export interface Caller {
  command<N extends CommandName>(name: N, params: CommandParams<N>): Promise<CommandResult<N>>;
  /** A handle for a descriptor that a call has given. */
  opened(fd: number): SocketHandle;
}

type ModuleCall = (caller: Caller, args: Arguments) => Promise<RuntimeValue>;
type SocketCall = (caller: Caller, socket: SocketHandle, args: Arguments) => Promise<RuntimeValue>;

/** The functions of Python's socket module, as the commands that it makes of them. */
export const moduleCalls: Readonly<Record<string, ModuleCall>> = {
  async socket(caller, args) {
    const { type, isNonBlocking } = args.type("type");
    const { fd } = await caller.command("socket", {
      family: args.family("family", "AF_INET"),
      type,
      proto: args.int("proto", 0),
    });
    if (isNonBlocking) await caller.command("settimeout", { fd, timeout: 0 });
    return caller.opened(fd);
  },
  async socketpair(caller, args) {
    const { fds } = await caller.command("socketpair", {
      family: args.family("family", "AF_UNIX"),
      type: args.type("type").type,
      proto: args.int("proto", 0),
    });
    return fds.map((fd) => caller.opened(fd));
  },
  async create_connection(caller, args) {
    const address = args.address("address");
    const { fd } = await caller.command("socket", { family: familyOf(address), type: "SOCK_STREAM" });
    const socket = caller.opened(fd);
    if (args.has("timeout")) await caller.command("settimeout", { fd, timeout: args.seconds("timeout") });
    await caller.command("connect", { fd, address });
    return socket;
  },
  async create_server(caller, args) {
    const address = args.address("address");
    const { fd } = await caller.command("socket", {
      family: args.family("family", "AF_INET"),
      type: "SOCK_STREAM",
    });
    const socket = caller.opened(fd);
    await caller.command("setsockopt", { fd, level: "SOL_SOCKET", option: "SO_REUSEADDR", value: 1 });
    if (args.value("reuse_port") === true)
      await caller.command("setsockopt", { fd, level: "SOL_SOCKET", option: "SO_REUSEPORT", value: 1 });
    await caller.command("bind", { fd, address });
    await caller.command("listen", { fd, ...(args.has("backlog") && { backlog: args.int("backlog") }) });
    return socket;
  },
};

/** The methods of Python's sockets. */
export const socketCalls: Readonly<Record<string, SocketCall>> = {
  async accept(caller, { fd }) {
    const accepted = await caller.command("accept", { fd });
    return [caller.opened(accepted.fd), addressValue(accepted.address)];
  },
  bind: nothing((caller, fd, args) => caller.command("bind", { fd, address: args.address("address") })),
  async close(caller, socket) {
    socket.isClosed = true;
    await caller.command("close", { fd: socket.fd });
    return null;
  },
  connect: nothing((caller, fd, args) => caller.command("connect", { fd, address: args.address("address") })),
  async connect_ex(caller, { fd }, args) {
    const { name } = await caller.command("connect_ex", { fd, address: args.address("address") });
    return name === undefined ? 0 : new Constant([name]);
  },
  async dup(caller, { fd }) {
    return caller.opened((await caller.command("dup", { fd })).fd);
  },
  async fileno(_caller, { fd }) {
    return fd;
  },
  async getpeername(caller, { fd }) {
    return addressValue((await caller.command("getpeername", { fd })).address);
  },
  async getsockname(caller, { fd }) {
    return addressValue((await caller.command("getsockname", { fd })).address);
  },
  async getsockopt(caller, { fd }, args) {
    const buflen = args.has("buflen") ? { buflen: args.int("buflen") } : {};
    const params = { fd, level: args.level("level"), option: args.option("optname"), ...buflen };
    const { value, data } = await caller.command("getsockopt", params);
    return value ?? data ?? null;
  },
  listen: nothing((caller, fd, args) =>
    caller.command("listen", { fd, ...(args.has("backlog") && { backlog: args.int("backlog") }) }),
  ),
  async recv(caller, { fd }, args) {
    return (await caller.command("recv", { fd, bufsize: args.int("bufsize"), flags: args.flags("flags") }))
      .data;
  },
  async recvfrom(caller, { fd }, args) {
    const params = { fd, bufsize: args.int("bufsize"), flags: args.flags("flags") };
    const { data, address } = await caller.command("recvfrom", params);
    return [data, address === null ? null : addressValue(address)];
  },
  async send(caller, { fd }, args) {
    return (await caller.command("send", { fd, data: args.bytes("bytes"), flags: args.flags("flags") }))
      .bytes;
  },
  sendall: nothing((caller, fd, args) =>
    caller.command("sendall", { fd, data: args.bytes("bytes"), flags: args.flags("flags") }),
  ),
  async sendto(caller, { fd }, args) {
    const params = {
      fd,
      data: args.bytes("bytes"),
      flags: args.flags("flags"),
      address: args.address("address"),
    };
    return (await caller.command("sendto", params)).bytes;
  },
  setblocking: nothing((caller, fd, args) =>
    caller.command("settimeout", { fd, timeout: args.value("flag") ? null : 0 }),
  ),
  setsockopt: nothing((caller, fd, args) => {
    const value = args.value("value");
    return caller.command("setsockopt", {
      fd,
      level: args.level("level"),
      option: args.option("optname"),
      value: value instanceof Uint8Array ? args.bytes("value") : args.int("value"),
    });
  }),
  settimeout: nothing((caller, fd, args) =>
    caller.command("settimeout", { fd, timeout: args.seconds("value") }),
  ),
  shutdown: nothing((caller, fd, args) => caller.command("shutdown", { fd, how: args.how("how") })),
};

/** A call that gives None. */
function nothing(call: (caller: Caller, fd: number, args: Arguments) => Promise<unknown>): SocketCall {
  return async (caller, { fd }, args) => {
    await call(caller, fd, args);
    return null;
  };
}

const familyOf = (address: Address) =>
  "host" in address && address.host.includes(":") ? "AF_INET6" : "AF_INET";

/** An address as Python gives it: (host, port), with two more for IPv6; a Unix socket's path. */
function addressValue(address: Address): RuntimeValue {
  if ("path" in address) return address.path;
  if ("abstract" in address) return `\0${address.abstract}`;
  const { host, port, flowinfo = 0, scopeId = 0 } = address;
  return host.includes(":") ? [host, port, flowinfo, scopeId] : [host, port];
}
