import {
  type Address,
  bytesFromBase64,
  type CallEnded,
  type CallError,
  type CallStarted,
  type CommandName,
  type LabEvent,
  type TracedData,
} from "@sockpit/protocol";
import { formatMoment, formatValue, type Moment, type ScenarioProgram } from "@sockpit/protocol/scenario";
import { COMPARED_BYTES } from "./compared-bytes.js";
import { writeBytes } from "./write-bytes.js";

/** A call of a trace, as a step. */
interface Written {
  /** The call without its socket: `bind(("127.0.0.1", 8088))`. */
  readonly call: string;
  /** Variables for what it gives: `conn, peer`. */
  readonly target?: string;
  /** What it gave, where another run gives the same. */
  readonly expected?: string | undefined;
}

type Writers = {
  readonly [N in CommandName]?: (
    params: CallStarted<N>["params"],
    result: CallEnded<N>["result"] | undefined,
  ) => Written | undefined;
};

const writers: Writers = {
  socket: ({ family, type, proto }) => ({
    call: `socket(${[family, typeOf(type), ...(proto ? [proto] : [])].join(", ")})`,
  }),
  bind: ({ address }) => ({ call: `bind(${addressOf(address)})` }),
  listen: ({ backlog }) => ({ call: backlog === undefined ? "listen()" : `listen(${backlog})` }),
  accept: () => ({ call: "accept()" }),
  connect: ({ address }) => ({ call: `connect(${addressOf(address)})` }),
  connect_ex: ({ address }, result) => ({
    call: `connect_ex(${addressOf(address)})`,
    expected: result && (result.name ?? "0"),
  }),
  send: ({ data, flags }) => sent("send", data, flags),
  sendall: ({ data, flags }) => sent("sendall", data, flags),
  sendto: ({ data, flags, address }) => sent("sendto", data, flags, addressOf(address)),
  recv: ({ bufsize, flags }, result) => ({
    call: `recv(${[bufsize, ...flagsOf(flags)].join(", ")})`,
    expected: received(result?.data),
  }),
  recvfrom: ({ bufsize, flags }) => ({
    call: `recvfrom(${[bufsize, ...flagsOf(flags)].join(", ")})`,
    target: "data, peer",
  }),
  setsockopt: ({ level, option, value }) => ({
    call: `setsockopt(${level}, ${option}, ${typeof value === "number" ? value : bytesOf(value as TracedData)})`,
  }),
  settimeout: ({ timeout }) => ({ call: `settimeout(${timeout ?? "None"})` }),
  shutdown: ({ how }) => ({ call: `shutdown(${how})` }),
  getpeername: () => ({ call: "getpeername()" }),
  getsockname: () => ({ call: "getsockname()" }),
  close: () => ({ call: "close()" }),
};

/** One program of the trace, on its way to steps. */
interface Writing {
  readonly name: string;
  readonly lines: string[];
  /** The address, as it is written, that the variable `peer` holds. */
  peer: string | undefined;
  /** Variables by descriptor. */
  readonly sockets: Map<number, string>;
  after: Moment | undefined;
  /** The order of its newest call's end. */
  endedAt: number;
  readonly counts: Map<CommandName, number>;
  last: { readonly moment: Moment; readonly order: number } | undefined;
}

/**
 * What the programs of a lab have called, as programs in steps: in the order of the trace, with the bytes that were received expected. Calls that steps do
 * not have are left out, and named in a comment.
 */
export function stepsOfTrace(events: readonly LabEvent[]): ScenarioProgram[] {
  const writings = new Map<number, Writing>();
  const started = new Map<number, { call: CallStarted; after: Moment | undefined }>();
  for (const event of events) {
    if (event.event === "processStarted") writings.set(event.pid, newWriting(nameOf(event.name, writings)));
    else if (event.event === "callStarted") {
      const writing = writings.get(event.pid);
      if (writing !== undefined) started.set(event.call, { call: event, after: before(writing, writings) });
    } else if (event.event === "callEnded") {
      const begun = started.get(event.call);
      const writing = writings.get(event.pid);
      if (begun !== undefined && writing !== undefined) write(writing, { ...begun, ended: event });
      started.delete(event.call);
    }
  }
  return [...writings.values()]
    .filter(({ lines }) => lines.length > 0)
    .map(({ name, lines, after }) => ({
      name,
      source: lines.map((line) => `${line}\n`).join(""),
      ...(after !== undefined && { after }),
    }));
}

function newWriting(name: string): Writing {
  return {
    name,
    lines: [],
    peer: undefined,
    sockets: new Map(),
    after: undefined,
    endedAt: 0,
    counts: new Map(),
    last: undefined,
  };
}

/** A name for a process' steps that no other has. */
function nameOf(process: string, writings: ReadonlyMap<number, Writing>): string {
  const base = process.replace(/\.\w+$/, "").replace(/[^\p{L}\p{N}_-]+/gu, "-") || "program";
  const taken = new Set([...writings.values()].map(({ name }) => name));
  for (let number = 1; ; number += 1) {
    const name = `${base}${number === 1 ? "" : `-${number}`}.steps`;
    if (!taken.has(name)) return name;
  }
}

/** What another program did last, if it did anything since this one's newest call. */
function before(writing: Writing, writings: ReadonlyMap<number, Writing>): Moment | undefined {
  let newest: Writing["last"];
  for (const other of writings.values()) {
    const { last } = other;
    if (other === writing || last === undefined || last.order <= writing.endedAt) continue;
    if (newest === undefined || last.order > newest.order) newest = last;
  }
  return newest?.moment;
}

interface Made {
  readonly call: CallStarted;
  readonly after: Moment | undefined;
  readonly ended: CallEnded;
}

function write(writing: Writing, { call, after, ended }: Made): void {
  const { command, params } = call;
  const { result, error } = ended;
  const writer = writers[command] as ((params: unknown, result: unknown) => Written | undefined) | undefined;
  const written = writer?.(params, result);
  const fd = "fd" in params && typeof params.fd === "number" ? params.fd : undefined;
  const variable = fd === undefined ? "" : writing.sockets.get(fd);
  writing.endedAt = ended.seq;
  if (error === undefined) {
    const number = (writing.counts.get(command) ?? 0) + 1;
    writing.counts.set(command, number);
    writing.last = {
      moment: { program: writing.name.replace(/\.steps$/, ""), call: command, number },
      order: ended.seq,
    };
  }
  if (written === undefined || variable === undefined) {
    writing.lines.push(`# ${command}: no step is written for it`);
    return;
  }
  if (after !== undefined) {
    if (writing.lines.length === 0) writing.after = after;
    else writing.lines.push(`after ${formatMoment(after)}`);
  }
  const receiver = variable === "" ? "" : `${variable}.`;
  // The port of a client is another one each time.
  const named = writing.peer === undefined ? written.call : written.call.replace(writing.peer, "peer");
  const step = `${receiver}${named}`;
  if (error !== undefined) writing.lines.push(`${step} raises ${exceptionOf(error)}`);
  else if (written.expected !== undefined) writing.lines.push(`${step} == ${written.expected}`);
  else writing.lines.push(`${targetOf(writing, { command, result, written })}${step}`);
  if (result !== undefined && "address" in result && (command === "accept" || command === "recvfrom"))
    writing.peer = result.address ? addressOf(result.address as Address) : undefined;
  if (command === "close" && fd !== undefined) writing.sockets.delete(fd);
}

function targetOf(
  writing: Writing,
  { command, result, written }: { command: CommandName; result: CallEnded["result"]; written: Written },
): string {
  if (result === undefined || !("fd" in result) || typeof result.fd !== "number")
    return written.target === undefined ? "" : `${written.target} = `;
  const isAccepted = command === "accept";
  const variable = freeVariable(isAccepted ? "conn" : "s", writing.sockets);
  writing.sockets.set(result.fd, variable);
  return isAccepted ? `${variable}, peer = ` : `${variable} = `;
}

function freeVariable(base: string, sockets: ReadonlyMap<number, string>): string {
  const taken = new Set(sockets.values());
  for (let number = 1; ; number += 1) {
    const name = `${base}${number === 1 ? "" : number}`;
    if (!taken.has(name)) return name;
  }
}

function exceptionOf(error: CallError): string {
  if (error.kind === "errno") return error.errno;
  return error.kind === "timeout" ? "TimeoutError" : "OSError";
}

function typeOf(type: string | readonly unknown[]): string {
  return typeof type === "string" ? type : type.join(" | ");
}

function flagsOf(flags: readonly unknown[] | undefined): string[] {
  return flags === undefined || flags.length === 0 ? [] : [flags.join(" | ")];
}

function sent(call: string, data: TracedData, flags: readonly unknown[], ...more: string[]): Written {
  return { call: `${call}(${[bytesOf(data), ...flagsOf(flags), ...more].join(", ")})` };
}

/** Bytes as the trace has them. Of long ones it has the beginning: zeros take the place of the rest, so that the length is right. */
function bytesOf(data: TracedData): string {
  const kept = keptOf(data);
  const missing = data.bytes - kept.length;
  const beginning = writeBytes(kept);
  return missing === 0 ? beginning : `${beginning} + b"\\x00" * ${missing}`;
}

function keptOf({ text, base64 }: TracedData): Uint8Array {
  return base64 === undefined ? new TextEncoder().encode(text ?? "") : bytesFromBase64(base64);
}

function received(data: TracedData | undefined): string | undefined {
  if (data === undefined || data.bytes > COMPARED_BYTES) return undefined;
  const kept = keptOf(data);
  return kept.length < data.bytes ? undefined : writeBytes(kept);
}

function addressOf(address: Address | { path: string } | { abstract: string }): string {
  if ("path" in address) return formatValue(address.path);
  if ("abstract" in address) return formatValue(`\0${address.abstract}`);
  return `(${formatValue(address.host)}, ${address.port})`;
}
