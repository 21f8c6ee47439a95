import {
  type ControlInput,
  type ControlResult,
  codedFailure,
  type HandAction,
  type Isolation,
  type KernelSocket,
  type LabInfo,
  limits,
  type NetworkKind,
  type ProcessEndReason,
  type WireChange,
  type WireHost,
  type WireState,
} from "@sockpit/protocol";
import type { MaybePromise } from "@sockpit/sockets";
import type { Call } from "./calls/call-runner.js";
import type { StreamForm } from "./capture/encode-stream.js";
import type { LabCapture } from "./capture/lab-capture.js";
import { type LabParts, openLabParts } from "./lab-parts.js";
import type { LabHosts } from "./networks/open-network.js";
import { outputParts } from "./output-parts.js";
import { Process } from "./process.js";
import type { EventListener, TraceBounds, TraceLines } from "./trace.js";
import type { LabWire } from "./wire/lab-wire.js";

export interface LabOptions {
  id: string;
  network: NetworkKind;
  /** What the machine allows, as the lab's description reports it. */
  isolation: Isolation;
  /** Of a lab with a wire. */
  hosts?: LabHosts | undefined;
}

/**
 * One network with its own processes, sockets and trace. Everything is freed by `close`. Methods throw
 * or reject with `CallFailure`; any other error is a bug.
 */
export class Lab {
  readonly id: string;
  readonly createdAt = new Date();
  readonly #isolation: Isolation;
  readonly #processes = new Map<number, Process>();
  readonly #parts: LabParts;
  #lastPid = 0;
  #isClosed = false;

  constructor(options: LabOptions) {
    this.id = options.id;
    this.#isolation = options.isolation;
    this.#parts = openLabParts(options, this.#processes, (pid) => this.#process(pid));
    this.#traceWire();
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  info(): LabInfo {
    return {
      id: this.id,
      network: this.#parts.network.kind,
      isolation: { ...this.#isolation, capture: this.#parts.capture !== null },
      ...this.#wireInfo(),
      processes: [...this.#processes.values()].map((process) => process.info()),
      createdAt: this.createdAt.toISOString(),
    };
  }

  /** Every socket as the kernel sees it now, however many there are: with thousands it takes a while. */
  sockets(): KernelSocket[] {
    return this.#parts.watch.refresh();
  }

  /** As `sockets`, without holding up the event loop for more than some milliseconds. */
  socketsInTurns(): Promise<KernelSocket[]> {
    return this.#parts.watch.refreshInTurns();
  }

  /** `host`: where it runs, in a lab with a wire; the first host without it. `bad_params`, `too_many_processes`. */
  startProcess(name: string, host?: string): number {
    this.#checkOpen();
    const { descriptors, network, conditions } = this.#parts;
    const place = network.host(host);
    if (this.#processes.size >= limits.processesPerLab) {
      const message = `A lab runs at most ${limits.processesPerLab} processes at once. End one first.`;
      throw codedFailure("too_many_processes", message);
    }
    this.#lastPid += 1;
    const process = new Process(this.#lastPid, name, { ...place, descriptors, conditions });
    this.#processes.set(this.#lastPid, process);
    const on = place.host === undefined ? {} : { host: place.host };
    this.#parts.trace.append({ event: "processStarted", pid: this.#lastPid, name, ...on });
    return this.#lastPid;
  }

  /** Where a process runs, in a lab with a wire: its host with its interfaces, and all hosts of the lab. */
  placeOf(pid: number): Omit<ControlResult<"startProcess">, "pid"> {
    const hosts = this.#hosts();
    if (hosts === undefined) return {};
    const { host } = this.#process(pid);
    const { interfaces = [] } = this.#parts.network.host(host);
    return { host, hosts, interfaces: [...interfaces] };
  }

  /** Sets the conditions of processes that start from now on, in place of those before. */
  setConditions(set: ControlInput<"setConditions">): void {
    this.#parts.conditions.set(set);
  }

  /** Closes a process's sockets; its waiting calls fail. `no_such_process` where it has ended before. */
  endProcess(pid: number, end: { status: number; reason: ProcessEndReason }): void {
    const process = this.#process(pid);
    this.#processes.delete(pid);
    // Packets are read whose owners the kernel does not name any more once their sockets are closed.
    this.#parts.trace.settle();
    const ids = process.fds.lastSockets();
    this.#parts.trace.appendFact({ kind: "closing", ids, lingers: false });
    process.fds.closeAll();
    for (const release of process.releases) release();
    this.#parts.capture?.addressesChanged();
    this.#parts.trace.append({ event: "processEnded", pid, ...end }, { kind: "closed", ids });
    this.#parts.watch.touch();
  }

  /** What runs: processes, and the files that they have open. */
  counts(): { processes: number; files: number } {
    let files = 0;
    for (const process of this.#processes.values()) files += process.fds.size;
    return { processes: this.#processes.size, files };
  }

  hasProcess(pid: number): boolean {
    return this.#processes.has(pid);
  }

  /** Calls back once, when the process ends: for what it has outside of this lab. `no_such_process`. */
  whenProcessEnds(pid: number, release: () => void): void {
    this.#process(pid).releases.add(release);
  }

  /** Puts what a program printed into the trace. */
  write(pid: number, stream: "stdout" | "stderr", text: string): void {
    this.#process(pid);
    for (const part of outputParts(text))
      this.#parts.trace.append({ event: "output", pid, stream, text: part });
  }

  /** Puts into the trace that a program looked a name up. */
  reportLookup(lookup: ControlInput<"reportLookup">): void {
    this.#process(lookup.pid);
    this.#parts.trace.append({ event: "lookup", ...lookup });
  }

  /** What stat(2) says of a Unix socket's path in this lab; null where it is none. */
  findSocket(path: string): { inode: number; modifiedMs: number } | null {
    this.#checkOpen();
    return this.#parts.network.findUnixPath(path);
  }

  /**
   * Makes one socket call: validates it, makes it, validates what comes back, and traces all three. Where it need not wait,
   * its result is given, or its failure thrown, at once; a call that waits gives a promise.
   */
  call(call: Call): MaybePromise<object> {
    return this.#parts.calls.run(call);
  }

  /**
   * Puts the events so far in order. It happens by itself within a millisecond or two, and whenever events or
   * `lastSeq` are read: a transport that reads neither, and whose client sees events elsewhere, calls it before it replies.
   */
  settle(): void {
    this.#parts.trace.settle();
  }

  /** Calls the listener after new events, about once a millisecond at most. Returns a function that removes it. */
  listen(listener: EventListener): () => void {
    const stop = this.#parts.trace.listen(listener);
    this.#parts.capture?.hasten();
    this.#parts.watch.touch();
    return stop;
  }

  /** The number of the newest event. */
  get lastSeq(): number {
    return this.#parts.trace.lastSeq;
  }

  /** The lab's clock, in the events' unit: microseconds since the lab was made. */
  now(): number {
    return this.#parts.trace.now();
  }

  /** The events after a number that the lab still keeps, as lines of NDJSON: one piece of them, in a copy. */
  readTrace(afterSeq: number, bounds: TraceBounds): TraceLines {
    return this.#parts.trace.read(afterSeq, bounds);
  }

  /**
   * The packets that the lab still keeps, as pcapng, piece by piece; those that go while this is read are left out, and
   * counted at its end. `capture_unavailable` where the machine lets none be seen.
   */
  pcapngPieces(): Iterable<Uint8Array> {
    return this.#packets().pcapngPieces();
  }

  /**
   * What the ends of a conversation said to each other, as far as it is kept: a `Stream` as REST gives it, piece by piece.
   * Data that goes while this is read is reported as a gap. `capture_unavailable`, `no_such_stream`.
   */
  streamPieces(stream: number, form: StreamForm): Iterable<Uint8Array> {
    return this.#packets().streamPieces(stream, form);
  }

  /** How the wire is set, and what is on it. `no_wire`. */
  wire(): WireState {
    const wire = this.#wire();
    this.#parts.trace.settle();
    return { ...wire.state(), held: this.#parts.capture?.heldPackets(wire.heldIds()) ?? [] };
  }

  /** Sets what is named of the wire. `no_wire`, `bad_params`. */
  setWire(change: WireChange): WireState {
    this.#wire().set(change);
    this.#traceWire();
    return this.wire();
  }

  /** Does what a person decides for a packet that is held on the wire. `no_wire`, `no_such_packet`. */
  actOnPacket(packet: number, action: HandAction): void {
    const wire = this.#wire();
    this.#parts.trace.settle();
    const id = this.#parts.capture?.heldId(packet);
    if (id !== undefined && wire.act(id, action)) return;
    const message = `packet: ${packet} is not held on the wire; it may have gone on`;
    throw codedFailure("no_such_packet", message, { field: "packet" });
  }

  /** Ends every process and frees the network. A second close does nothing. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const pid of [...this.#processes.keys()]) this.endProcess(pid, { status: 0, reason: "labClosed" });
    this.#parts.close();
  }

  #wire(): LabWire {
    this.#checkOpen();
    const { wire } = this.#parts.network;
    if (wire !== null) return wire;
    throw codedFailure("no_wire", "This lab has no wire: it is one host. A lab is created with `hosts`.");
  }

  #wireInfo(): Pick<LabInfo, "hosts" | "wire"> {
    const hosts = this.#hosts();
    return hosts === undefined ? {} : { hosts, wire: this.wire() };
  }

  #hosts(): WireHost[] | undefined {
    const { wire } = this.#parts.network;
    return wire?.addresses.map(({ ipv4, ipv6 }, index) => ({
      name: wire.hosts[index] ?? "",
      addresses: ipv6 === null ? [ipv4] : [ipv4, ipv6],
    }));
  }

  /** Puts into the trace how the wire is set. */
  #traceWire(): void {
    const state = this.#parts.network.wire?.state();
    if (state === undefined) return;
    const directions = state.directions.map(({ from, to, settings }) => ({ from, to, settings }));
    this.#parts.trace.append({ event: "wireChanged", directions, rules: state.rules, hosts: state.hosts });
  }

  #packets(): LabCapture {
    if (this.#parts.capture !== null) return this.#parts.capture;
    const message = "This machine allows no packet capture for this lab: it takes CAP_NET_RAW.";
    throw codedFailure("capture_unavailable", message);
  }

  #process(pid: number): Process {
    const process = this.#processes.get(pid);
    if (process !== undefined) return process;
    throw codedFailure("no_such_process", `There is no process ${pid} in this lab. It may have ended.`, {
      field: "pid",
    });
  }

  #checkOpen(): void {
    if (this.#isClosed) throw codedFailure("no_such_lab", "This lab has been closed.");
  }
}
