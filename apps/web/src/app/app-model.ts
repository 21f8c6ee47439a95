import type { LabKey } from "@sockpit/client";
import type { LabInfo } from "@sockpit/protocol";
import type { Breakpoints, ProgramFile } from "@sockpit/python";
import type { DiagramModel } from "../features/diagram/diagram-model.js";
import { EarlierRunsModel } from "../features/earlier-runs/earlier-runs-model.js";
import { type Breakpoint, BreakpointsModel } from "../features/editor/breakpoints-model.js";
import { EditorsModel } from "../features/editor/editors-model.js";
import { FilesModel } from "../features/files/files-model.js";
import { ProjectFiles } from "../features/files/project-files.js";
import type { WheelSource } from "../features/files/wheels-model.js";
import { EditsModel } from "../features/hints/edits-model.js";
import { type HostNames, isSameHosts, ProjectHosts } from "../features/lab/host-names.js";
import type { PageLab } from "../features/lab/lab-context.js";
import type { LabGateway } from "../features/lab/lab-gateway.js";
import type { LabRecords } from "../features/lab/lab-records.js";
import { LabSession } from "../features/lab/lab-session.js";
import type { PeerConnection } from "../features/peer/connected-lab.js";
import { PeerDoor } from "../features/peer/peer-door.js";
import { likelyTarget } from "../features/peer/targets.js";
import { ProgramsModel, type Samples } from "../features/programs/programs-model.js";
import { ProjectsModel } from "../features/projects/projects-model.js";
import type { ProjectTables } from "../features/projects/tables.js";
import type { ListedStorage } from "../features/projects/unsaved-programs.js";
import { programOfRun } from "../features/runs/copies.js";
import { withImported } from "../features/runs/imported-paths.js";
import { PythonEngine, type PythonEngineOptions } from "../features/runs/python-engine.js";
import type { Run } from "../features/runs/run.js";
import { RunCounts } from "../features/runs/run-counts.js";
import { Runner } from "../features/runs/runner.js";
import { RunsModel, type RunsState } from "../features/runs/runs-model.js";
import { ScenarioDoor } from "../features/scenario/scenario-door.js";
import { isScenarioFile } from "../features/scenario/scenario-file.js";
import { SettingsModel } from "../features/settings/settings-model.js";
import { isStepsFile, runSteps } from "../features/steps/run-steps.js";
import { StreamModel } from "../features/stream/stream-model.js";
import type { MomentModel } from "../features/time/moment-model.js";
import type { RecordModel } from "../record/record-model.js";
import type { SelectionModel } from "../record/selection.js";
import type { ScheduleFrame } from "../shared/frame-batch.js";
import type { Language } from "../shared/language.js";
import { newId } from "../shared/new-id.js";
import type { Program } from "../shared/program.js";
import type { KeyValueStorage } from "../shared/storage.js";
import { Ticker } from "../shared/ticker.js";
import { FrontModel } from "./front-model.js";
import { earlierRunModels, recordModels, type ShownModels, selectionOf } from "./shown-models.js";

interface AppOptions {
  baseUrl: string;
  gateway: LabGateway;
  records: LabRecords;
  /** A connection of its own to a lab, for a process that is no program. */
  openPeer(key: LabKey): Promise<PeerConnection>;
  python: PythonEngineOptions;
  samples: Readonly<Record<Language, Samples>>;
  languages: readonly string[];
  localStorage: ListedStorage | undefined;
  tables: ProjectTables;
  sessionStorage: KeyValueStorage | undefined;
  /** Whether this computer is connected to a network. */
  isOnline?(): boolean;
  /** Wheels that the server offers by name. */
  wheels?: WheelSource;
  schedule?: ScheduleFrame;
}

/** The page without its looks: the models, and how they act together. */
export class AppModel {
  readonly settings: SettingsModel;
  readonly programs: ProgramsModel;
  readonly projects: ProjectsModel;
  readonly files: FilesModel;
  readonly breakpoints: BreakpointsModel;
  readonly editors = new EditorsModel();
  readonly edits: EditsModel;
  readonly record: RecordModel;
  readonly moment: MomentModel;
  readonly session: LabSession;
  readonly python: PythonEngine;
  readonly runs: RunsModel;
  readonly runner: Runner;
  readonly selection: SelectionModel;
  readonly lab: PageLab;
  readonly ticker = new Ticker();
  readonly front = new FrontModel();
  readonly diagram: DiagramModel;
  readonly stream: StreamModel;
  readonly peers: PeerDoor;
  readonly scenarios: ScenarioDoor;
  readonly earlierRuns: EarlierRunsModel<ShownModels>;
  /** The runs in a lab that is lost, until another lab takes its place. */
  #lostRuns: RunsState | undefined;
  #shownLab: LabInfo | null = null;
  /** The programs that have run in the present lab, with the text that ran last. */
  readonly #ran = new Map<string, Program>();
  readonly #projectHosts: ProjectHosts;

  constructor(options: AppOptions) {
    const schedule = options.schedule === undefined ? {} : { schedule: options.schedule };
    this.settings = new SettingsModel(options.localStorage, options.languages);
    const { language } = this.settings.store.getState();
    this.programs = new ProgramsModel({
      samples: options.samples,
      language,
      beforeLoss: (reason) => void this.projects.history.take(reason),
    });
    const { tables, localStorage, sessionStorage } = options;
    this.#projectHosts = new ProjectHosts(localStorage);
    this.projects = new ProjectsModel({ programs: this.programs, tables, localStorage, sessionStorage });
    this.edits = new EditsModel(this.programs);
    this.breakpoints = new BreakpointsModel(options.localStorage);
    const models = recordModels({ ...schedule, localStorage: options.localStorage });
    this.record = models.record;
    this.moment = models.moment;
    this.diagram = models.diagram;
    this.python = new PythonEngine(options.python);
    this.files = new FilesModel({
      storage: new ProjectFiles({ table: tables.files, tabs: tables.tabs }),
      isProgram: (path) => this.programs.store.getState().programs.some(({ name }) => name === path),
      onChange: (changes) => this.python.changeFiles(changes),
      wheels: options.wheels,
    });
    this.session = new LabSession({
      gateway: options.gateway,
      storage: options.sessionStorage,
      lastSeq: () => this.record.seq,
      onEvent: (event) => this.record.receive(event),
      onSnapshot: (snapshot) => this.record.adopt(snapshot),
      onLabLost: () => this.#labLost(),
      isOnline: options.isOnline ?? (() => true),
      onNewLab: () => this.#newLab(),
    });
    this.lab = {
      session: this.session,
      records: options.records,
      freshNetwork: () => this.freshNetwork(),
      newLab: (hosts) => this.newLab(hosts),
      askNewLab: () => this.front.open("newLab"),
    };
    this.stream = new StreamModel({
      records: options.records,
      key: () => this.session.store.getState().key,
      record: this.record.record,
    });
    this.runs = new RunsModel({
      ...schedule,
      baseUrl: options.baseUrl,
      counts: new RunCounts(options.localStorage),
      run: (program) => (isStepsFile(program.name) ? runSteps(program) : this.python.run(program)),
      nowUs: () => this.record.clock.nowUs(),
      hostOf: (program) => this.#hostOf(program),
      onLaunch: (program) => void this.#ran.set(program.id, program),
      filesFor: (program) => this.#filesFor(program),
      // One that is ended because another project was opened writes nothing into that.
      onFiles: ({ id, name }, changes) =>
        this.programs.find(id) === undefined ? [] : this.files.receive(name, changes),
      whenLabOpen: (): Promise<LabKey> => this.session.whenOpen(),
      breakpointsFor: (program) => this.#breakpointsFor(program),
      onPausedElsewhere: (program, { file, line }) => {
        const module = this.programs.store.getState().programs.find(({ name }) => name === file);
        if (module === undefined) return;
        // Both are to be seen: where it is paused, and its buttons and variables.
        this.programs.show(program);
        this.selection.revealLine(module.id, line);
      },
    });
    this.runner = new Runner({
      runs: this.runs,
      python: this.python,
      lab: this.record.store,
      programs: () => this.programs.store.getState().programs,
      onStart: () => {
        this.settings.finishWelcome();
        this.earlierRuns.close();
        void this.projects.history.take("run");
        this.front.show("diagram");
      },
      onUse: (program) => {
        this.earlierRuns.close();
        this.selection.useProgram(program);
      },
    });
    this.selection = selectionOf(this.record, (pid) => this.runner.programOfPid(pid));
    this.peers = new PeerDoor(
      async () => {
        const { connectedLab, PeersModel } = await import("../features/peer/load-peers.js");
        const open = async () => options.openPeer(await this.session.whenOpen());
        return new PeersModel(connectedLab(open), { open, storage: options.localStorage }, options.schedule);
      },
      () => likelyTarget(this.record.store.getState().sockets.values()),
    );
    this.scenarios = new ScenarioDoor(async () => {
      const { ScenariosModel, scenarioPage } = await import("./load-scenarios.js");
      return new ScenariosModel(
        scenarioPage(this, { tables, baseUrl: options.baseUrl }),
        () => this.settings.store.getState().language,
      );
    });
    this.files.store.subscribe(({ files }) => {
      if ([...files.keys()].some(isScenarioFile)) void this.scenarios.fetched().catch(() => undefined);
    });
    this.earlierRuns = new EarlierRunsModel((run, words) => {
      this.front.show("diagram");
      return earlierRunModels(run, { ...schedule, words, python: this.python, language });
    });
    this.record.record.observe({ onCleared: () => this.selection.clear() });
  }

  /** The samples find each other where they run. */
  async #placeSamples({ hosts }: LabInfo): Promise<void> {
    const [server] = this.programs.samples();
    if (hosts === undefined || server === undefined) return this.programs.setServer(null);
    const { hostOfProgram } = await import("../features/hosts/host-of-program.js");
    this.programs.setServer(hostOfProgram(server, hosts) ?? null);
  }

  /** The host that a program runs on; undefined where the lab is one. */
  async #hostOf(program: Program): Promise<string | undefined> {
    const { lab } = this.session.store.getState();
    if (lab?.hosts === undefined) return undefined;
    const { hostOfProgram } = await import("../features/hosts/host-of-program.js");
    return hostOfProgram(program, lab.hosts);
  }

  /** Lines by file, of the program and of those that it imports; files without any are left out. */
  #breakpointsFor(program: Program): Breakpoints {
    const files = withImported(program, this.programs.store.getState().programs);
    const lines = files.map(({ id, name }) => [name, this.breakpoints.linesOf(id)] as const);
    return Object.fromEntries(lines.filter(([, { length }]) => length > 0));
  }

  /** The page's files, and the other programs, which lie beside the one that starts for it to import. */
  #filesFor(started: Program): readonly ProgramFile[] {
    const { programs } = this.programs.store.getState();
    const others = programs.filter(({ id }) => id !== started.id);
    const sources = others.map(({ name, source }) => ({
      path: name,
      data: new TextEncoder().encode(source),
      modifiedMs: Date.now(),
      isProgram: true,
    }));
    return [...this.files.all(), ...sources];
  }

  /** Begins to talk to the server and to load Python. Resolves when there are programs to show. */
  async open(): Promise<void> {
    this.settings.store.subscribe(({ language }, before) => {
      if (language !== before.language) this.programs.setLanguage(language);
    });
    this.selection.store.subscribe(({ reveal }, { reveal: before }) => {
      if (reveal === null || reveal === before) return;
      this.programs.show(reveal.program);
      this.front.show("code");
    });
    this.runs.store.subscribe(({ runs }, before) => this.#bringToFront(runs, before.runs));
    let phase = this.session.store.getState().phase.kind;
    this.session.store.subscribe((state) => {
      const hasOpened = state.phase.kind === "open" && phase !== "open";
      const hasClosed = state.phase.kind !== "open" && phase === "open";
      if (hasClosed && state.key !== null) this.record.disconnect();
      if (hasOpened) this.record.reconnect();
      if (state.lab !== null && state.lab.hosts !== this.#shownLab?.hosts) void this.#placeSamples(state.lab);
      this.#shownLab = state.lab ?? this.#shownLab;
      phase = state.phase.kind;
      // What failed while the server was away may work now.
      if (hasOpened) this.python.retry();
    });
    this.projects.store.subscribe(({ current }, before) => {
      if (current === null || current.id === before.current?.id) return;
      void this.files.open(current.id);
      const hosts = this.#projectHosts.of(current.id);
      if (before.current !== null) this.#leaveProject(hosts);
      else this.session.chooseFirstHosts(hosts);
    });
    void this.session.connect();
    this.python.preload();
    await this.projects.load();
  }

  setBreakpoints(id: string, breakpoints: readonly Breakpoint[]): void {
    this.breakpoints.set(id, breakpoints);
    for (const program of this.programs.store.getState().programs) this.runs.updateBreakpoints(program);
  }

  /** A new lab: no port is taken in it. */
  async freshNetwork(): Promise<void> {
    this.runner.stopAll();
    await this.session.startAfresh();
  }

  /** A new lab of these hosts, as those of the project will be. */
  async newLab(hosts: HostNames): Promise<void> {
    const { current } = this.projects.store.getState();
    if (current !== null) this.#projectHosts.set(current.id, hosts);
    this.runner.stopAll();
    await this.session.startAfresh(hosts);
  }

  dispose(): void {
    this.runner.stopStarting();
    void this.projects.keeper.save();
    this.projects.history.dispose();
    this.peers.close();
    this.session.dispose();
    this.python.dispose();
  }

  /** Another project is open: what ran of the one before ends, and its network with it. */
  #leaveProject(hosts: HostNames): void {
    this.earlierRuns.close();
    this.runner.stopAll();
    const isOther = !isSameHosts(hosts, this.session.store.getState().hosts);
    if (isOther || this.record.seq > 0) void this.session.startAfresh(hosts);
  }

  /** A program that is paused is to be read, and one that asks is to be answered. */
  #bringToFront(runs: ReadonlyMap<string, Run>, before: ReadonlyMap<string, Run>): void {
    for (const [program, { state }] of runs) {
      if (state.kind === before.get(program)?.state.kind) continue;
      if (state.kind === "paused") this.front.show("code");
      if (state.kind === "waitingInput") this.front.openOutput(programOfRun(program));
    }
  }

  /** The programs that the lab's processes were; of those from before a reload, the ones that have their names. */
  #programsOfLab(): readonly Program[] {
    const names = new Set(this.record.store.getState().processes.map(({ name }) => name));
    for (const { name } of this.#ran.values()) names.delete(name);
    const { programs } = this.programs.store.getState();
    return [...this.#ran.values(), ...programs.filter(({ name }) => names.has(name))];
  }

  #labLost(): void {
    this.#lostRuns = this.runs.loseAll();
    this.record.endLab("lost");
  }

  #newLab(): void {
    const how = this.#lostRuns === undefined ? "reset" : "lost";
    // One that was lost has ended already.
    this.record.endLab("reset");
    const runs = this.runs.loseAll();
    this.earlierRuns.keep({
      id: newId(),
      endedMs: Date.now(),
      how,
      lab: this.#shownLab,
      events: [...this.record.record.events.list],
      wire: this.record.record.wire.changes[0],
      programs: this.#programsOfLab(),
      runs: this.#lostRuns ?? runs,
    });
    this.#lostRuns = undefined;
    this.#ran.clear();
    this.record.reset();
    this.diagram.reset();
    this.stream.close();
  }
}
