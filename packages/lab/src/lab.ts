import {
  badParams,
  CallFailure,
  type CommandName,
  codedFailure,
  commands,
  type Isolation,
  isCommandName,
  type KernelSocket,
  type LabInfo,
  limits,
  type NetworkKind,
  type ProcessEndReason,
  quotedExcerpt,
  type SourceLine,
  traitsOf,
} from "@sockpit/protocol";
import type { Interrupter, MaybePromise, Socket } from "@sockpit/sockets";
import { BufferBudget } from "./buffer-budget.js";
import { asCallFailure } from "./call-failure.js";
import { CallsUnderWay } from "./capture/calls-under-way.js";
import type { StreamForm } from "./capture/encode-stream.js";
import { LabCapture, type LabCaptureParts } from "./capture/lab-capture.js";
import { type CallContext, type Handler, handlers } from "./commands/index.js";
import { LabDescriptors } from "./descriptors/lab-descriptors.js";
import { KernelView } from "./kernel-view.js";
import { countCall } from "./lab-totals.js";
import type { Network } from "./networks/network.js";
import { openNetwork } from "./networks/open-network.js";
import { openOrRelease } from "./open-or-release.js";
import { outputParts } from "./output-parts.js";
import { Process } from "./process.js";
import { type LabRecords, openRecords } from "./records/record-budget.js";
import { SocketWatch } from "./socket-watch.js";
import { type EventListener, Trace, type TraceBounds, type TraceLines } from "./trace.js";
import { tracedValues } from "./traced-values.js";

export interface LabOptions {
  id: string;
  network: NetworkKind;
  /** What the machine allows: told to whoever asks for the lab. */
  isolation: Isolation;
}

/** One socket call, as a transport hands it over: nothing in it has been validated. */
export interface Call {
  pid: number;
  command: string;
  params: unknown;
  source?: SourceLine | undefined;
  /** Interrupts the call while it waits: EINTR. */
  interrupter?: Interrupter | undefined;
}

/**
 * One network with its own processes, sockets and trace. Everything is freed by `close`. Methods throw
 * or reject with `CallFailure`; any other error is a bug.
 */
export class Lab {
  readonly id: string;
  readonly createdAt = new Date();
  readonly #isolation: Isolation;
  readonly #network: Network;
  readonly #records: LabRecords;
  readonly #trace: Trace;
  readonly #processes = new Map<number, Process>();
  readonly #descriptors = new LabDescriptors(() => this.#unixSockets());
  readonly #watch: SocketWatch;
  readonly #calls = new CallsUnderWay();
  readonly #buffers = new BufferBudget();
  readonly #capture: LabCapture | null;
  #lastPid = 0;
  #lastCall = 0;
  #isClosed = false;

  constructor(options: LabOptions) {
    this.id = options.id;
    this.#isolation = options.isolation;
    this.#network = openOrRelease(() => openNetwork(options.network));
    this.#records = openRecords();
    this.#trace = new Trace(this.#records);
    this.#capture = openOrRelease(
      () => this.#openCapture(),
      () => {
        this.#network.close();
        this.#records.close();
      },
    );
    const view = new KernelView(this.#network, this.#processes);
    const seesPackets = this.#capture !== null;
    this.#watch = new SocketWatch({
      trace: this.#trace,
      look: () => view.look(),
      countHeld: () => [...this.#processes.values()].reduce((sum, { fds }) => sum + fds.size, 0),
      seesPackets,
    });
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  info(): LabInfo {
    return {
      id: this.id,
      network: this.#network.kind,
      isolation: { ...this.#isolation, capture: this.#capture !== null },
      processes: [...this.#processes.values()].map((process) => process.info()),
      createdAt: this.createdAt.toISOString(),
    };
  }

  /** Every socket as the kernel sees it now, however many there are: with thousands it takes a while. */
  sockets(): KernelSocket[] {
    return this.#watch.refresh();
  }

  /** As `sockets`, without holding up the event loop for more than some milliseconds. */
  socketsInTurns(): Promise<KernelSocket[]> {
    return this.#watch.refreshInTurns();
  }

  startProcess(name: string): number {
    this.#checkOpen();
    if (this.#processes.size >= limits.processesPerLab) {
      const message = `A lab runs at most ${limits.processesPerLab} processes at once. End one first.`;
      throw codedFailure("too_many_processes", message);
    }
    this.#lastPid += 1;
    this.#processes.set(this.#lastPid, new Process(this.#lastPid, name, this.#descriptors));
    this.#trace.append({ event: "processStarted", pid: this.#lastPid, name });
    return this.#lastPid;
  }

  /** Closes a process's sockets; its waiting calls fail. `no_such_process` where it has ended before. */
  endProcess(pid: number, end: { status: number; reason: ProcessEndReason }): void {
    const process = this.#process(pid);
    this.#processes.delete(pid);
    process.fds.closeAll();
    this.#trace.append({ event: "processEnded", pid, ...end });
    this.#watch.touch();
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

  /** Puts what a program printed into the trace. */
  write(pid: number, stream: "stdout" | "stderr", text: string): void {
    this.#process(pid);
    for (const part of outputParts(text)) this.#trace.append({ event: "output", pid, stream, text: part });
  }

  /** What stat(2) tells of a Unix socket's path in this lab; null where it is none. */
  findSocket(path: string): { inode: number; modifiedMs: number } | null {
    this.#checkOpen();
    return this.#network.unixPaths.find(path);
  }

  /**
   * Makes one socket call: validates it, makes it, validates what comes back, and traces all three. Where it need not wait,
   * its result is given, or its failure thrown, at once; a call that waits gives a promise.
   */
  call(call: Call): MaybePromise<object> {
    if (!isCommandName(call.command)) {
      throw codedFailure("unknown_command", `There is no command ${quotedExcerpt(call.command)}.`, {
        field: "command",
      });
    }
    const process = this.#process(call.pid);
    const parsed = commands[call.command].params.safeParse(call.params ?? {});
    if (!parsed.success) throw badParams(parsed.error, "params");
    return this.#perform(process, call.command, { ...call, input: parsed.data });
  }

  /** Hears each event from now on. Returns how to stop hearing. */
  listen(listener: EventListener): () => void {
    const stop = this.#trace.listen(listener);
    this.#capture?.hasten();
    this.#watch.touch();
    return stop;
  }

  /** The number of the newest event. */
  get lastSeq(): number {
    return this.#trace.lastSeq;
  }

  /** The lab's clock, in the events' unit: microseconds since the lab was made. */
  now(): number {
    return this.#trace.now();
  }

  /** The events after a number that the lab still keeps, as lines of NDJSON: one piece of them, in a copy. */
  readTrace(afterSeq: number, bounds: TraceBounds): TraceLines {
    return this.#trace.read(afterSeq, bounds);
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

  /** Ends every process and frees the network. A second close does nothing. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const pid of [...this.#processes.keys()]) this.endProcess(pid, { status: 0, reason: "labClosed" });
    this.#watch.stop();
    this.#capture?.close();
    this.#network.close();
    this.#records.close();
    this.#descriptors.close();
  }

  #perform(process: Process, command: CommandName, call: Call & { input: object }): MaybePromise<object> {
    const { pid } = process;
    const traits = traitsOf(command);
    this.#lastCall += 1;
    const number = this.#lastCall;
    const cookie = process.cookieOf(call.input, traits.on);
    const startedAt = this.#trace.append({
      event: "callStarted",
      call: number,
      pid,
      command,
      params: tracedValues(call.input),
      ...(call.source === undefined ? {} : { source: call.source }),
      ...(cookie === undefined ? {} : { socket: cookie }),
    }).at;
    this.#calls.begin({
      call: number,
      pid,
      program: process.name,
      command,
      params: call.input as Record<string, unknown>,
      source: call.source,
      cookie,
    });
    let blockedAt: number | undefined;
    const onWait = () => {
      process.blockedCalls.add(number);
      blockedAt = this.#trace.append({ event: "callBlocked", call: number, pid }).at;
      this.#watch.touch();
    };
    const wait = { onWait, interrupter: call.interrupter };
    const context: CallContext = {
      pid,
      fds: process.fds,
      network: this.#network,
      descriptors: this.#descriptors,
      buffers: this.#buffers,
      wait,
    };
    const end = (outcome: { result: Record<string, unknown> } | { error: CallFailure["error"] }) => {
      process.blockedCalls.delete(number);
      this.#capture?.drain();
      if (traits.sets === "option" && cookie !== undefined) this.#capture?.optionSet(cookie);
      const now = this.#trace.now();
      const times = { durationUs: now - startedAt, blockedUs: blockedAt === undefined ? 0 : now - blockedAt };
      const made = "result" in outcome ? process.cookieOf(outcome.result, traits.opens) : undefined;
      const socket = made === undefined ? {} : { socket: made };
      this.#trace.append({ event: "callEnded", call: number, pid, command, ...times, ...outcome, ...socket });
      this.#calls.end(number);
      countCall(command, "error" in outcome ? outcome.error : undefined);
      // A Unix socket has a peer now, which the kernel names only until either end closes.
      const isPaired = traits.connects !== undefined && "result" in outcome && process.isUnix(call.input);
      if (isPaired) this.#watch.touchAtOnce();
      else if (traits.looks !== true) this.#watch.touch();
    };
    const succeed = (made: object) => {
      const result = commands[command].result.parse(made);
      end({ result: tracedValues(result) });
      return result;
    };
    const fail = (error: unknown): never => {
      const failure = asCallFailure(error);
      const outcome =
        failure instanceof CallFailure ? failure : codedFailure("internal", "This call broke on our side.");
      end({ error: outcome.error });
      throw failure;
    };
    let made: MaybePromise<object>;
    try {
      const handler = handlers[command] as Handler<CommandName>;
      made = handler(call.input as never, context);
      if (!(made instanceof Promise)) return succeed(made);
    } catch (error) {
      return fail(error);
    }
    return made.then(succeed).catch(fail);
  }

  /** Without packets, where the machine refuses them: `info` says so. */
  #openCapture(): LabCapture | null {
    const opened = this.#network.openCapture();
    if (opened === null) return null;
    const find: LabCaptureParts["find"] = (type, ends) => this.#network.find(type, ends);
    const onPackets = () => this.#watch.touch();
    const parts = {
      ...opened,
      records: this.#records,
      trace: this.#trace,
      calls: this.#calls,
      find,
      onPackets,
    };
    const capture = openOrRelease(
      () => new LabCapture(parts),
      () => opened.packets.close(),
    );
    this.#trace.beforeAppend(() => capture.drain());
    return capture;
  }

  #packets(): LabCapture {
    if (this.#capture !== null) return this.#capture;
    const message = "This machine allows no packet capture for this lab: it takes CAP_NET_RAW.";
    throw codedFailure("capture_unavailable", message);
  }

  *#unixSockets(): Generator<Socket> {
    for (const { fds } of this.#processes.values()) {
      for (const [, socket] of fds.sockets()) if (socket.family === "AF_UNIX") yield socket;
    }
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
