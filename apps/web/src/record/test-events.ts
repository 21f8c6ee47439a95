import { type CommandName, commands, type KernelSocket, LabEvent } from "@sockpit/protocol";
import { z } from "zod";

const server = { host: "127.0.0.1", port: 8088 };
const client = { host: "127.0.0.1", port: 36388 };

type Unnumbered = { event: string } & Record<string, unknown>;

/** Numbers events and checks them against the protocol, as a lab does. */
export function numbered(events: readonly Unnumbered[], after = 0): LabEvent[] {
  return events.map((event, index) =>
    LabEvent.parse({ seq: after + index + 1, at: (after + index + 1) * 1000, ...withDefaults(event) }),
  );
}

/** A call with the params that were left out, as a lab fills them in. */
export function withDefaults<E extends Unnumbered>(event: E): E {
  const { command, params } = event as { command?: CommandName; params?: object };
  if (event.event !== "callStarted" || command === undefined) return event;
  const fields: Readonly<Record<string, z.ZodType>> = commands[command].params.shape;
  const defaults = Object.entries(fields).flatMap(([name, field]) =>
    field instanceof z.ZodDefault ? [[name, field.def.defaultValue]] : [],
  );
  return { ...event, params: { ...Object.fromEntries(defaults), ...params } };
}

export function kernelSocket(
  fields: Partial<KernelSocket> & Pick<KernelSocket, "id" | "state">,
): KernelSocket {
  return {
    pid: null,
    fd: null,
    family: "AF_INET",
    type: "SOCK_STREAM",
    local: null,
    peer: null,
    receiveQueueBytes: 0,
    sendQueueBytes: 0,
    acceptQueue: null,
    synQueue: null,
    listener: null,
    receiveBufferBytes: null,
    sendBufferBytes: null,
    options: [],
    tcp: null,
    ...fields,
  };
}

interface Returned {
  result?: object;
  blockedUs?: number;
  /** The socket that the call gave. */
  socket?: string;
}

function returned(call: number, pid: number, command: string, fields: Returned = {}): Unnumbered {
  const { result = {}, blockedUs = 0, socket } = fields;
  const made = socket === undefined ? {} : { socket };
  return { event: "callEnded", call, pid, command, durationUs: 20 + blockedUs, blockedUs, result, ...made };
}

const listener = kernelSocket({
  id: "41",
  pid: 1,
  fd: 3,
  state: "LISTEN",
  local: server,
  acceptQueue: { length: 0, limit: 5 },
});

/** A server up to its accept, which waits. */
export const serverWaits: readonly Unnumbered[] = [
  { event: "processStarted", pid: 1, name: "server.py" },
  {
    event: "callStarted",
    call: 1,
    pid: 1,
    command: "socket",
    params: {},
    source: { file: "server.py", line: 3 },
  },
  { event: "socketChanged", socket: kernelSocket({ id: "41", pid: 1, fd: 3, state: "CLOSED" }) },
  returned(1, 1, "socket", { result: { fd: 3 }, socket: "41" }),
  {
    event: "callStarted",
    call: 2,
    pid: 1,
    command: "bind",
    params: { fd: 3, address: server },
    socket: "41",
  },
  returned(2, 1, "bind"),
  { event: "callStarted", call: 3, pid: 1, command: "listen", params: { fd: 3, backlog: 5 }, socket: "41" },
  returned(3, 1, "listen"),
  { event: "socketChanged", socket: listener },
  {
    event: "callStarted",
    call: 4,
    pid: 1,
    command: "accept",
    params: { fd: 3 },
    socket: "41",
    source: { file: "server.py", line: 7 },
  },
  { event: "callBlocked", call: 4, pid: 1 },
];

/** Then a client comes, the server's accept returns, and the client ends. */
export const clientComes: readonly Unnumbered[] = [
  { event: "processStarted", pid: 2, name: "client.py" },
  { event: "callStarted", call: 5, pid: 2, command: "socket", params: {} },
  returned(5, 2, "socket", { result: { fd: 3 }, socket: "44" }),
  { event: "socketChanged", socket: kernelSocket({ id: "44", pid: 2, fd: 3, state: "CLOSED" }) },
  {
    event: "callStarted",
    call: 6,
    pid: 2,
    command: "connect",
    params: { fd: 3, address: server },
    socket: "44",
  },
  returned(6, 2, "connect"),
  returned(4, 1, "accept", { result: { fd: 4, address: client }, blockedUs: 1200, socket: "45" }),
  {
    event: "socketChanged",
    socket: kernelSocket({ id: "45", pid: 1, fd: 4, state: "ESTABLISHED", local: server, peer: client }),
  },
  {
    event: "callStarted",
    call: 7,
    pid: 1,
    command: "recv",
    params: { fd: 4, bufsize: 1024, flags: [] },
    socket: "45",
  },
  { event: "callBlocked", call: 7, pid: 1 },
  { event: "callStarted", call: 8, pid: 2, command: "close", params: { fd: 3 }, socket: "44" },
  returned(8, 2, "close"),
  { event: "processEnded", pid: 2, status: 0, reason: "exited" },
  { event: "socketGone", id: "44" },
];
