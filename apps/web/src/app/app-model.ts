import type { LabKey } from "@sockpit/client";
import type { ProgramFile, StepMode } from "@sockpit/python";
import { createStore, type StoreApi } from "zustand/vanilla";
import { DiagramModel } from "../features/diagram/diagram-model.js";
import { BreakpointsModel } from "../features/editor/breakpoints-model.js";
import type { FileStorage } from "../features/files/file-storage.js";
import { FilesModel } from "../features/files/files-model.js";
import type { LabGateway } from "../features/lab/lab-gateway.js";
import { LabSession } from "../features/lab/lab-session.js";
import { ProgramsModel, type Samples } from "../features/programs/programs-model.js";
import { PythonEngine, type PythonEngineOptions } from "../features/runs/python-engine.js";
import { isActive } from "../features/runs/run.js";
import { runAll } from "../features/runs/run-all.js";
import { RunsModel } from "../features/runs/runs-model.js";
import { splitArguments } from "../features/runs/split-arguments.js";
import { type Language, SettingsModel } from "../features/settings/settings-model.js";
import { type LabRecords, StreamModel } from "../features/stream/stream-model.js";
import { MomentModel } from "../features/time/moment-model.js";
import { type Chosen, SelectionModel } from "../record/selection.js";
import { TraceModel, type TraceSnapshot } from "../record/trace-model.js";
import { type ScheduleFrame, scheduleAnimationFrame } from "../shared/frame-batch.js";
import type { Program } from "../shared/program.js";
import type { KeyValueStorage } from "../shared/storage.js";
import { Ticker } from "../shared/ticker.js";

interface AppOptions {
  baseUrl: string;
  gateway: LabGateway;
  records: LabRecords;
  python: PythonEngineOptions;
  samples: Readonly<Record<Language, Samples>>;
  languages: readonly string[];
  localStorage: KeyValueStorage | undefined;
  fileStorage?: FileStorage;
  sessionStorage: KeyValueStorage | undefined;
  schedule?: ScheduleFrame;
}

/** The page without its looks: the models, and how they act together. */
export class AppModel {
  readonly settings: SettingsModel;
  readonly programs: ProgramsModel;
  readonly files: FilesModel;
  readonly breakpoints: BreakpointsModel;
  readonly trace: TraceModel;
  readonly moment: MomentModel;
  readonly session: LabSession;
  readonly python: PythonEngine;
  readonly runs: RunsModel;
  readonly selection = new SelectionModel();
  readonly ticker = new Ticker();
  readonly diagram: DiagramModel;
  readonly records: LabRecords;
  readonly stream: StreamModel;
  /** Programs that "run all" has yet to start, in order; null while it is not at work. */
  readonly queue: StoreApi<{ programs: readonly string[] | null }> = createStore(() => ({ programs: null }));
  #startingAll: AbortController | undefined;

  constructor(options: AppOptions) {
    const schedule = options.schedule === undefined ? {} : { schedule: options.schedule };
    this.settings = new SettingsModel(options.localStorage, options.languages);
    const { language } = this.settings.store.getState();
    this.programs = new ProgramsModel({ storage: options.localStorage, samples: options.samples, language });
    this.breakpoints = new BreakpointsModel(options.localStorage);
    this.trace = new TraceModel(schedule);
    this.moment = new MomentModel({ ...schedule, trace: this.trace });
    // In a frame of its own: everything that events change is too much for one on a slow machine.
    this.diagram = new DiagramModel({ schedule: options.schedule ?? scheduleAnimationFrame });
    this.trace.onEvents((events) => this.diagram.receive(events));
    this.python = new PythonEngine(options.python);
    this.files = new FilesModel({
      storage: options.fileStorage,
      isProgram: (path) => this.programs.store.getState().programs.some(({ name }) => name === path),
      onChange: (changes) => this.python.changeFiles(changes),
    });
    this.session = new LabSession({
      gateway: options.gateway,
      storage: options.sessionStorage,
      lastSeq: () => this.trace.seq,
      onEvent: (event) => this.trace.receive(event),
      onSnapshot: (snapshot) => this.#adopt(snapshot),
      onNewLab: () => this.#newLab(),
    });
    this.records = options.records;
    this.stream = new StreamModel({
      records: options.records,
      key: () => this.session.store.getState().key,
      log: this.diagram.log,
    });
    this.runs = new RunsModel({
      ...schedule,
      baseUrl: options.baseUrl,
      run: (program) => this.python.run(program),
      nowUs: () => this.trace.clock.nowUs(),
      filesFor: (program) => this.#filesFor(program),
      onFiles: ({ name }, changes) => this.files.receive(name, changes),
      whenLabOpen: (): Promise<LabKey> => this.session.whenOpen(),
      breakpointsOf: (program) => this.breakpoints.linesOf(program),
    });
  }

  /** The page's files, and the other programs, which lie beside the one that starts for it to import. */
  #filesFor(started: Program): readonly ProgramFile[] {
    const { programs } = this.programs.store.getState();
    const others = programs.filter(({ id }) => id !== started.id);
    const sources = others.map(({ name, source }) => ({
      path: name,
      data: new TextEncoder().encode(source),
      modifiedMs: Date.now(),
    }));
    return [...this.files.all(), ...sources];
  }

  /** Begins to talk to the server and to load Python. */
  open(): void {
    this.selection.store.subscribe(({ reveal }, { reveal: before }) => {
      if (reveal !== null && reveal !== before) this.programs.show(reveal.program);
    });
    let phase = this.session.store.getState().phase.kind;
    this.session.store.subscribe((state) => {
      const hasOpened = state.phase.kind === "open" && phase !== "open";
      phase = state.phase.kind;
      // What failed while the server was away may work now.
      if (hasOpened) this.python.retry();
    });
    void this.files.load();
    void this.session.connect();
    this.python.preload();
  }

  setLanguage(language: Language): void {
    this.settings.setLanguage(language);
    this.programs.setLanguage(language);
  }

  start(id: string): void {
    const program = this.programs.find(id);
    if (program === undefined || !this.python.isSupported || !canStart(program)) return;
    this.settings.finishWelcome();
    this.selection.useProgram(id);
    void this.runs.start(program);
  }

  stop(id: string): void {
    this.runs.stop(id);
  }

  /** Removes a program, which ends first if it runs. */
  removeProgram(id: string): void {
    this.runs.stop(id);
    this.programs.remove(id);
  }

  /** One step: of a program that stands still, to its next line; one that runs stops there; another begins so. */
  step(id: string, mode: StepMode = "over"): void {
    const program = this.programs.find(id);
    if (program === undefined || !this.python.isSupported) return;
    const { kind } = this.runs.runOf(id).state;
    this.selection.useProgram(id);
    if (kind === "stopped") this.runs.resume(id, mode);
    else if (kind === "running") this.runs.pause(id);
    else if (canStart(program)) void this.runs.start(program, "into");
  }

  setBreakpoints(id: string, lines: readonly number[]): void {
    this.breakpoints.set(id, lines);
    const program = this.programs.find(id);
    if (program !== undefined) this.runs.setBreakpoints(program, lines);
  }

  async startAll(): Promise<void> {
    if (!this.python.isSupported || this.queue.getState().programs !== null) return;
    this.settings.finishWelcome();
    const controller = new AbortController();
    this.#startingAll = controller;
    const programs = this.programs.store.getState().programs.filter(canStart);
    await runAll({
      runs: this.runs,
      trace: this.trace.store,
      programs,
      signal: controller.signal,
      onQueue: (queued) => this.queue.setState({ programs: queued }),
    });
    if (this.#startingAll === controller) this.queue.setState({ programs: null });
  }

  stopAll(): void {
    this.#stopStarting();
    this.runs.stopAll();
  }

  /** A new lab: no port is taken in it. */
  async freshNetwork(): Promise<void> {
    this.stopAll();
    await this.session.startAfresh();
  }

  /** The program that a process is: one of this page's own, or one of that name. */
  programOfPid(pid: number): string | undefined {
    const own = this.runs.store.getState().programOfPid.get(pid);
    if (own !== undefined) return own;
    const name = this.trace.store.getState().processes.get(pid)?.name;
    return this.programs.store.getState().programs.find((program) => program.name === name)?.id;
  }

  /** Chooses a thing together with the call and the socket that it belongs to. */
  choose(thing: Chosen): void {
    const { log } = this.diagram;
    if (thing.kind === "call") {
      this.selection.selectCall(thing.call, log.findCall(thing.call)?.socket ?? null);
      return;
    }
    if (thing.kind === "socket") {
      this.selection.selectSocket(thing.socket);
      return;
    }
    const packet = log.findPacket(thing.packet);
    const call = packet?.cause ?? packet?.effect ?? null;
    const socket = packet?.packet.from ?? packet?.packet.to ?? null;
    this.selection.selectPacket(thing.packet, { call: call?.call ?? null, socket });
  }

  /** Goes to the line of the chosen call, or of the call that the chosen packet belongs to. */
  revealChosen(): void {
    const { call } = this.selection.store.getState();
    const entry = call === null ? undefined : this.diagram.log.findCall(call);
    const program = entry === undefined ? undefined : this.programOfPid(entry.pid);
    if (entry?.source && program !== undefined) this.selection.revealLine(program, entry.source.line);
  }

  /** Takes the calls that are over from the list, and the past with them. */
  clearEndedCalls(): void {
    this.selection.clear();
    this.trace.clearEndedCalls();
    this.moment.forget();
    this.diagram.clear();
  }

  /** Whether anything runs, or is about to. */
  isAnythingActive(): boolean {
    return [...this.runs.store.getState().runs.values()].some(isActive);
  }

  dispose(): void {
    this.#stopStarting();
    this.programs.save();
    this.session.dispose();
    this.python.dispose();
  }

  #stopStarting(): void {
    this.#startingAll?.abort();
    this.#startingAll = undefined;
    this.queue.setState({ programs: null });
  }

  #adopt(snapshot: TraceSnapshot): void {
    this.trace.adopt(snapshot);
    this.diagram.adoptSockets(snapshot.sockets);
  }

  #newLab(): void {
    this.runs.loseAll();
    this.trace.reset();
    this.moment.reset();
    this.diagram.reset();
    this.selection.clear();
    this.stream.close();
  }
}

/** Whether its command line can be split: a quote that is not closed waits to be. */
function canStart(program: Program): boolean {
  return splitArguments(program.arguments ?? "").kind === "words";
}
