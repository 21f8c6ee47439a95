import type { Fact } from "@sockpit/engine";
import type { Address, CallError, CommandTraits } from "@sockpit/protocol";
import { Socket } from "@sockpit/sockets";
import type { CallOutcome } from "../calls/call-observer.js";
import type { CallUnderWay } from "../calls/call-under-way.js";

type Values = Readonly<Record<string, unknown>>;

/** What the beginning of a call is to the state engine: nothing, but for one that closes the last descriptor of a socket. */
export function factOfStart({ isLastClose, socket }: CallUnderWay): Fact | null {
  if (!isLastClose || socket === undefined) return null;
  const lingers = socket.held.description.lingerSeconds > 0;
  return { kind: "closing", ids: [socket.cookie], lingers };
}

export function factOfWait(call: CallUnderWay): Fact | null {
  const { cookie, traits, isLastClose } = call;
  if (cookie === undefined) return null;
  if (traits.sends !== undefined) return { kind: "waiting", id: cookie, moves: "out" };
  if (gathers(call)) return { kind: "waiting", id: cookie, moves: "in" };
  return isLastClose ? { kind: "waiting", id: cookie, moves: "end" } : null;
}

/** `localAddress`: of a socket, as programs name it. */
export function factOfEnd(
  call: CallUnderWay,
  { result, error }: CallOutcome,
  localAddress: (socket: Socket) => Address,
): Fact | null {
  const { traits, socket, cookie } = call;
  if (traits.looks === true) return null;
  if (socket === undefined || cookie === undefined)
    return result === undefined ? null : factOfOpening(call, result);
  if (traits.closes === "descriptor") return factOfClose(call, cookie);
  if (traits.sends !== undefined) return factOfSending(call, { socket, id: cookie, result, error });
  if (traits.receives !== undefined) return factOfReceiving(call, { id: cookie, result, error });
  if (traits.connects === "client") return factOfConnecting(call, { socket, id: cookie, result, error });
  if (result === undefined) return null;
  const input = call.input as Values;
  if (traits.connects === "server") {
    const accepted = call.process.cookieOf(result, traits.opens);
    return accepted === undefined ? null : { kind: "accepted", id: cookie, accepted };
  }
  if (traits.listens !== undefined) {
    const local = localAddress(socket);
    const backlog = Number(input[traits.listens]);
    const { host: machine } = call.process;
    return { kind: "listening", id: cookie, backlog, local: "host" in local ? { ...local, machine } : null };
  }
  if (traits.binds !== undefined)
    return socket.family === "AF_UNIX"
      ? { kind: "bound", id: cookie, name: nameOf(input[traits.binds]) }
      : null;
  if (traits.closes === "connection") {
    const how = input["how"];
    return { kind: "shutDown", id: cookie, isReading: how !== "SHUT_WR", isWriting: how !== "SHUT_RD" };
  }
  return traits.sets === "option" ? factOfOption(cookie, input) : null;
}

interface Ended {
  readonly id: string;
  readonly result: object | undefined;
  readonly error: CallError | undefined;
}

function factOfOpening({ process, input, traits }: CallUnderWay, result: object): Fact | null {
  const { opens } = traits;
  if (opens === undefined) return null;
  const made = (result as Values)[opens];
  if (Array.isArray(made)) {
    const [first, second] = made.map((fd: number) => process.fds.find(fd));
    if (!(first instanceof Socket && second instanceof Socket)) return null;
    return { kind: "paired", ids: [first.cookie, second.cookie], type: first.type };
  }
  const socket = process.socketOf(result, opens);
  if (socket === undefined || traits.connects !== undefined) return null;
  // A file that is no socket has been opened, or a copy of one.
  if (!("family" in input)) return null;
  return { kind: "opened", id: socket.cookie, family: socket.family, type: socket.type };
}

function factOfClose({ isLastClose, isSentAway }: CallUnderWay, id: string): Fact | null {
  if (isLastClose) return { kind: "closed", ids: [id] };
  return isSentAway ? { kind: "sentAway", id } : null;
}

function factOfSending(
  { traits, input, waitsSinceUs }: CallUnderWay,
  { socket, id, result, error }: Ended & { socket: Socket },
): Fact | null {
  const hasWaited = waitsSinceUs !== undefined;
  const isUnix = socket.family === "AF_UNIX";
  // Datagrams show in packets.
  if (!hasWaited && !isUnix && socket.type === "SOCK_DGRAM") return null;
  return {
    kind: "sent",
    id,
    bytes: result === undefined ? null : countOf(traits, input, result),
    hasWaited,
    error: error === undefined ? null : wordOf(error),
    name: isUnix ? destinationOf(traits, input) : null,
  };
}

function countOf({ sends }: CommandTraits, input: object, result: object): number {
  const counted = sends?.count === undefined ? undefined : (result as Values)[sends.count];
  if (typeof counted === "number") return counted;
  const data = (input as Values)[sends?.data ?? ""];
  return data instanceof Uint8Array ? data.length : 0;
}

function factOfReceiving(call: CallUnderWay, { id, result, error }: Ended): Fact {
  const { traits, input, process } = call;
  const { flags } = input as { flags?: readonly string[] };
  const data = (result as Values | undefined)?.[traits.receives ?? ""];
  return {
    kind: "received",
    id,
    bytes: data instanceof Uint8Array ? data.length : null,
    hasWaited: call.waitsSinceUs !== undefined && gathers(call),
    isPeek: flags?.includes("MSG_PEEK") === true,
    isUrgent: flags?.includes("MSG_OOB") === true,
    foundNothing: error !== undefined && (error.kind === "timeout" || wordOf(error) === "EAGAIN"),
    sockets: socketsIn(result, process),
  };
}

const none: readonly string[] = [];

/** The sockets that came with a message: SCM_RIGHTS. */
function socketsIn(result: object | undefined, { fds }: CallUnderWay["process"]): readonly string[] {
  const { ancillary } = (result ?? {}) as { ancillary?: readonly { fds?: readonly { fd?: number }[] }[] };
  if (ancillary === undefined || ancillary.length === 0) return none;
  return ancillary.flatMap((item) =>
    (item.fds ?? []).flatMap(({ fd }) => {
      const file = fd === undefined ? undefined : fds.find(fd);
      return file instanceof Socket ? [file.cookie] : [];
    }),
  );
}

function factOfConnecting(
  { traits, input }: CallUnderWay,
  { socket, id, result, error }: Ended & { socket: Socket },
): Fact {
  const { name: refusal } = (result ?? {}) as { name?: string };
  return {
    kind: "connected",
    id,
    error: error === undefined ? (refusal ?? null) : wordOf(error),
    name: socket.family === "AF_UNIX" ? destinationOf(traits, input) : null,
  };
}

function destinationOf({ destination }: CommandTraits, input: object): string | null {
  const address = destination === undefined ? undefined : (input as Values)[destination];
  return address === undefined ? null : nameOf(address);
}

/** Programs of a lab name a Unix socket alike, but for relative paths. */
function nameOf(address: unknown): string {
  return JSON.stringify(address);
}

/** The one option that changes when a connection stands in which queue. */
function factOfOption(id: string, { option, value }: Values): Fact | null {
  return option === "TCP_DEFER_ACCEPT" ? { kind: "optionSet", id, option, value: Number(value) } : null;
}

/** Whether it takes bytes before it has all that it was asked for. */
function gathers({ traits, input }: CallUnderWay): boolean {
  if (traits.receives === undefined) return false;
  return (input as { flags?: readonly string[] }).flags?.includes("MSG_WAITALL") === true;
}

function wordOf(error: CallError): string {
  return error.kind === "errno" ? error.errno : error.kind;
}
