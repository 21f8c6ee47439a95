import { codedFailure } from "@sockpit/protocol";
import { DiagramModel } from "../features/diagram/diagram-model.js";
import type { EarlierRun, MissingWords } from "../features/earlier-runs/earlier-run.js";
import type { PageLab } from "../features/lab/lab-context.js";
import type { LabGateway } from "../features/lab/lab-gateway.js";
import type { LabRecords } from "../features/lab/lab-records.js";
import { LabSession } from "../features/lab/lab-session.js";
import { ProgramsModel } from "../features/programs/programs-model.js";
import type { PythonEngine } from "../features/runs/python-engine.js";
import { Runner } from "../features/runs/runner.js";
import { RunsModel } from "../features/runs/runs-model.js";
import { StreamModel } from "../features/stream/stream-model.js";
import { MomentModel } from "../features/time/moment-model.js";
import { RecordModel } from "../record/record-model.js";
import { SelectionModel } from "../record/selection.js";
import { type ScheduleFrame, scheduleAnimationFrame } from "../shared/frame-batch.js";
import type { KeyValueStorage } from "../shared/storage.js";

/** The models that the panes show a lab by: the page's own, or those of an earlier run. */
export interface ShownModels {
  readonly record: RecordModel;
  readonly selection: SelectionModel;
  readonly moment: MomentModel;
  readonly diagram: DiagramModel;
  readonly stream: StreamModel;
  readonly programs: ProgramsModel;
  readonly runner: Runner;
  readonly lab: PageLab;
}

/** What of the panes' models depends on nothing but the lab's record. `localStorage` keeps how it is looked at. */
export function recordModels(options: {
  schedule?: ScheduleFrame;
  localStorage?: KeyValueStorage | undefined;
  isOver?: boolean;
}) {
  const schedule = options.schedule === undefined ? {} : { schedule: options.schedule };
  const record = new RecordModel(schedule);
  const moment = new MomentModel({ ...schedule, record, isOver: options.isOver ?? false });
  // In a frame of its own: everything that events change is too much for one on a slow machine.
  const diagram = new DiagramModel({
    record,
    storage: options.localStorage,
    schedule: options.schedule ?? scheduleAnimationFrame,
  });
  return { record, moment, diagram };
}

/** What a person chooses of a record. */
export function selectionOf(
  { record }: RecordModel,
  programOfPid: (pid: number) => string | undefined,
): SelectionModel {
  return new SelectionModel({
    findCall: (call) => record.findCall(call),
    findPacket: (packet) => {
      const entry = record.findPacket(packet);
      if (entry === undefined) return undefined;
      const {
        cause,
        effect,
        packet: { from, to },
      } = entry;
      return { call: cause ?? effect, socket: from ?? to };
    },
    programOfPid,
  });
}

interface EarlierModelsOptions {
  schedule?: ScheduleFrame;
  python: PythonEngine;
  language: string;
  /** Why a file of the lab's is not available. */
  words: MissingWords;
}

/** Models that show an earlier run, and change nothing. */
export function earlierRunModels(run: EarlierRun, options: EarlierModelsOptions): ShownModels {
  const { record, moment, diagram } = recordModels({ ...options, isOver: true });
  if (run.wire !== undefined) record.record.wire.set(run.wire);
  record.append(run.events);
  record.clock.observe(record.record.events.lastAtUs);
  record.clock.stop();
  const programs = new ProgramsModel({ samples: {}, language: options.language });
  programs.open(run.programs, []);
  const runs = new RunsModel({
    baseUrl: "",
    run: isOver,
    whenLabOpen: isOver,
    nowUs: () => record.clock.nowUs(),
    breakpointsFor: () => ({}),
  });
  runs.store.setState(run.runs);
  const runner = new Runner({
    runs,
    python: options.python,
    lab: record.store,
    programs: () => run.programs,
    onStart: () => {},
    onUse: () => {},
  });
  const session = new LabSession({
    gateway: noGateway,
    storage: undefined,
    lastSeq: () => record.seq,
    onEvent: () => {},
    onSnapshot: () => {},
    onNewLab: () => {},
  });
  // A key that opens nothing: what is exported of an earlier run is read from its record.
  session.store.setState({
    phase: { kind: "open" },
    lab: run.lab,
    key: { lab: run.lab?.id ?? "", token: "" },
  });
  const records = recordsOf(run, options.words);
  return {
    record,
    moment,
    diagram,
    programs,
    runner,
    selection: selectionOf(record, (pid) => runner.programOfPid(pid)),
    stream: new StreamModel({
      records,
      key: () => session.store.getState().key,
      record: record.record,
    }),
    lab: { session, records, freshNetwork: async () => {}, newLab: async () => {}, askNewLab: () => {} },
  };
}

function isOver(): never {
  throw new Error("An earlier run cannot be continued.");
}

const noGateway: LabGateway = {
  health: isOver,
  createLab: isOver,
  getLab: isOver,
  deleteLab: isOver,
  open: isOver,
};

function recordsOf({ events }: EarlierRun, words: EarlierModelsOptions["words"]): LabRecords {
  return {
    stream: async () => {
      throw codedFailure("no_such_lab", words.streamGone);
    },
    capture: async () => {
      throw codedFailure("no_such_lab", words.captureGone);
    },
    traceText: async () => events.map((event) => `${JSON.stringify(event)}\n`).join(""),
  };
}
