import {
  type CallError,
  type CommandName,
  type LabEvent,
  type LabEventOf,
  type OutputStream,
  openedDescriptors,
  type SocketChange,
  type SocketState,
  type TracedParams,
  type TracedResult,
} from "@sockpit/protocol";

/** A call that a program has made. */
export interface PastCall {
  readonly pid: number;
  readonly command: CommandName;
  readonly params: TracedParams | undefined;
  readonly result: TracedResult | undefined;
  readonly error: CallError | undefined;
  readonly seq: number;
}

/** What a socket was, and when: each value with the number of the event since which it held. */
export interface PastSocket {
  readonly id: string;
  /** The process that made it, or that its listener belongs to. */
  pid: number | undefined;
  readonly states: { readonly state: SocketState; readonly seq: number }[];
  readonly queues: Record<QueueName, { readonly count: number; readonly seq: number }[]>;
}

export type QueueName = "accept" | "SYN" | "receive" | "send";

export type PastPacket = LabEventOf<"packet">;

/** What a program is in its lab. */
export interface PastProgram {
  readonly pid: number;
  readonly name: string;
  readonly output: Record<OutputStream, string>;
  /** By how many characters it had printed after each event of output. */
  readonly printed: Record<OutputStream, { readonly length: number; readonly seq: number }[]>;
  /** Its sockets in the order in which it got them; undefined where the trace does not say which. */
  readonly sockets: (string | undefined)[];
  end: { readonly status: number; readonly seq: number } | undefined;
}

/** Characters of output that are kept of one program. */
const KEPT_OUTPUT = 1024 * 1024;

/** What was observed in a lab, as far as expectations ask for it. One reducer of events, which are taken in order. */
export class LabHistory {
  readonly programs = new Map<number, PastProgram>();
  readonly calls: PastCall[] = [];
  readonly packets: PastPacket[] = [];
  readonly sockets = new Map<string, PastSocket>();
  readonly #started = new Map<number, TracedParams>();
  lastSeq = 0;

  add(event: LabEvent): void {
    this.lastSeq = event.seq;
    switch (event.event) {
      case "processStarted":
        this.programs.set(event.pid, {
          pid: event.pid,
          name: event.name,
          output: { stdout: "", stderr: "" },
          printed: { stdout: [], stderr: [] },
          sockets: [],
          end: undefined,
        });
        break;
      case "processEnded": {
        const program = this.programs.get(event.pid);
        if (program !== undefined) program.end = { status: event.status, seq: event.seq };
        break;
      }
      case "output": {
        const program = this.programs.get(event.pid);
        if (program !== undefined) addOutput(program, event);
        break;
      }
      case "callStarted":
        this.#started.set(event.call, event.params);
        break;
      case "callEnded":
        this.#addCall(event);
        break;
      case "packet":
        this.packets.push(event);
        break;
      case "packetLeft":
        if (event.isOutOfOrder === true) this.#noteOutOfOrder(event.packet);
        break;
      case "socketChanged": {
        const { id, pid, state, listener } = event.socket;
        const socket = this.#socket(id);
        socket.pid ??= pid ?? this.#ownerOf(listener);
        this.#noteState(socket, state, event.seq);
        break;
      }
      default:
    }
    if ("changes" in event) for (const change of event.changes ?? []) this.#addChange(change, event.seq);
  }

  /** The processes of a program: its copies are `name (2)`, `name (3)` … */
  programsNamed(name: string): PastProgram[] {
    return [...this.programs.values()].filter((program) => program.name.replace(/ \(\d+\)$/, "") === name);
  }

  #addCall({ call, pid, command, result, error, socket, seq }: LabEventOf<"callEnded">): void {
    this.calls.push({ pid, command, params: this.#started.get(call), result, error, seq });
    this.#started.delete(call);
    if (result === undefined) return;
    const program = this.programs.get(pid);
    for (const _fd of openedDescriptors(command, result)) program?.sockets.push(socket);
    if (socket !== undefined) this.#socket(socket).pid ??= pid;
  }

  /** A packet is noted as it leaves its sender, and out of order as it arrives. */
  #noteOutOfOrder(number: number): void {
    const at = this.packets.findLastIndex(({ packet }) => packet === number);
    const past = this.packets[at];
    if (past?.tcp === undefined) return;
    const notes = [...past.tcp.notes, "out-of-order" as const];
    this.packets[at] = { ...past, tcp: { ...past.tcp, notes } };
  }

  #addChange(change: SocketChange, seq: number): void {
    const socket = this.#socket(change.socket);
    if (change.listener !== undefined && change.listener !== null)
      socket.pid ??= this.#ownerOf(change.listener);
    if (change.state !== undefined) this.#noteState(socket, change.state, seq);
    const { queues } = socket;
    const counts = {
      accept: change.acceptQueueLength,
      SYN: change.synQueueLength,
      receive: change.receiveQueueBytes,
      send: change.sendQueueBytes,
    };
    for (const name of queueNames) {
      const count = counts[name];
      if (count !== undefined) queues[name].push({ count, seq });
    }
  }

  #noteState({ states }: PastSocket, state: SocketState, seq: number): void {
    if (states.at(-1)?.state !== state) states.push({ state, seq });
  }

  #ownerOf(id: string | null): number | undefined {
    return id === null ? undefined : this.sockets.get(id)?.pid;
  }

  #socket(id: string): PastSocket {
    const known = this.sockets.get(id);
    if (known !== undefined) return known;
    const socket: PastSocket = {
      id,
      pid: undefined,
      states: [],
      queues: { accept: [], SYN: [], receive: [], send: [] },
    };
    this.sockets.set(id, socket);
    return socket;
  }
}

function addOutput({ output, printed }: PastProgram, { stream, text, seq }: LabEventOf<"output">): void {
  output[stream] = (output[stream] + text).slice(-KEPT_OUTPUT);
  printed[stream].push({ length: (printed[stream].at(-1)?.length ?? 0) + text.length, seq });
}

/** The event that brought the output's character at an index of what is kept. */
export function seqOfOutput(program: PastProgram, stream: OutputStream, index: number): number | undefined {
  const printed = program.printed[stream];
  const forgotten = (printed.at(-1)?.length ?? 0) - program.output[stream].length;
  return printed.find(({ length }) => length > forgotten + index)?.seq;
}

const queueNames: readonly QueueName[] = ["accept", "SYN", "receive", "send"];
