import type { KernelSocket } from "@sockpit/protocol";
import { type SocketPast, withGone, withSeen } from "./socket-past.js";
import {
  type CallRecord,
  callIndex,
  findCall,
  MAX_CALLS,
  MAX_PROCESSES,
  type ProcessRecord,
  type TraceState,
} from "./trace-state.js";

/** One batch's changes to a trace: each collection is copied once, at its first change. */
export class TraceDraft {
  seq: number;
  atUs: number;
  droppedEvents: number;
  #socketPast: SocketPast;
  readonly #base: TraceState;
  #processes: Map<number, ProcessRecord> | undefined;
  #calls: CallRecord[] | undefined;
  #sockets: Map<string, KernelSocket> | undefined;

  constructor(base: TraceState) {
    this.#base = base;
    this.seq = base.seq;
    this.atUs = base.atUs;
    this.droppedEvents = base.droppedEvents;
    this.#socketPast = base.socketPast;
  }

  get processes(): ReadonlyMap<number, ProcessRecord> {
    return this.#processes ?? this.#base.processes;
  }

  get calls(): readonly CallRecord[] {
    return this.#calls ?? this.#base.calls;
  }

  get sockets(): ReadonlyMap<string, KernelSocket> {
    return this.#sockets ?? this.#base.sockets;
  }

  putProcess(process: ProcessRecord): void {
    this.#processes ??= new Map(this.#base.processes);
    this.#processes.set(process.pid, process);
  }

  changeProcess(pid: number, change: (process: ProcessRecord) => Partial<ProcessRecord>): void {
    const process = this.processes.get(pid);
    if (process !== undefined) this.putProcess({ ...process, ...change(process) });
  }

  putCall(call: CallRecord): void {
    this.#calls ??= [...this.#base.calls];
    const index = callIndex(this.#calls, call.call);
    const isKnown = this.#calls[index]?.call === call.call;
    this.#calls.splice(index, isKnown ? 1 : 0, call);
  }

  changeCall(number: number, change: (call: CallRecord) => Partial<CallRecord>): void {
    const call = findCall(this.calls, number);
    if (call !== undefined) this.putCall({ ...call, ...change(call) });
  }

  putSocket(socket: KernelSocket): void {
    this.#sockets ??= new Map(this.#base.sockets);
    this.#sockets.set(socket.id, socket);
    this.#socketPast = withSeen(this.#socketPast, socket, this.atUs);
  }

  removeSocket(id: string): void {
    const socket = this.sockets.get(id);
    if (socket === undefined) return;
    this.#socketPast = withGone(this.#socketPast, socket, this.atUs);
    this.#sockets ??= new Map(this.#base.sockets);
    this.#sockets.delete(id);
  }

  /** Whether the event at hand is already in the sockets that were taken as a whole. */
  get isBeforeSockets(): boolean {
    return this.seq <= this.#base.socketsSeq;
  }

  finish(): TraceState {
    if (this.#calls !== undefined && this.#calls.length > MAX_CALLS) {
      this.#calls.splice(0, this.#calls.length - MAX_CALLS);
    }
    if (this.#processes !== undefined) this.#forgetEndedProcesses(this.#processes);
    return {
      seq: this.seq,
      atUs: this.atUs,
      processes: this.processes,
      calls: this.calls,
      sockets: this.sockets,
      socketPast: this.#socketPast,
      socketsSeq: this.#base.socketsSeq,
      droppedEvents: this.droppedEvents,
    };
  }

  #forgetEndedProcesses(processes: Map<number, ProcessRecord>): void {
    for (const process of processes.values()) {
      if (processes.size <= MAX_PROCESSES) return;
      if (process.end !== null) processes.delete(process.pid);
    }
  }
}
