import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { parityPath } from "./folder.js";
import { type ParityProgram, readPrograms } from "./manifest.js";
import { type Comparison, isSame, type Outcome } from "./outcome.js";

/** What python3 printed for one program, and whether the page printed the same. */
export interface Recording {
  /** Of the program's files and of how it is started: a recording of something else does not serve. */
  digest: string;
  python: string;
  page: "same" | "different";
  /** Masked. */
  outcomes: readonly Outcome[];
}

/** Recordings of one topic, by the program's id. */
type TopicRecordings = Record<string, Recording>;

function fileOf(topic: string): string {
  return parityPath(`recorded/${topic}.json`);
}

function readRecordings(topic: string): TopicRecordings {
  const file = fileOf(topic);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as TopicRecordings) : {};
}

/** What is recorded of a program as it stands now. */
export function recordingOf(program: ParityProgram): Recording | undefined {
  const recording = readRecordings(program.topic)[program.id];
  return recording?.digest === digestOf(program) ? recording : undefined;
}

/** Records what was compared now; other programs keep the recording they have. */
export function record(
  results: readonly { program: ParityProgram; comparison: Comparison | undefined }[],
): void {
  const fresh = new Map(results.map(({ program, comparison }) => [program.id, comparison]));
  const programs = readPrograms();
  mkdirSync(parityPath("recorded"), { recursive: true });
  for (const topic of new Set(programs.map((program) => program.topic))) {
    const before = readRecordings(topic);
    const after: TopicRecordings = {};
    for (const program of programs.filter((candidate) => candidate.topic === topic)) {
      const comparison = fresh.get(program.id);
      const recording = comparison === undefined ? before[program.id] : recordingFrom(program, comparison);
      if (recording !== undefined) after[program.id] = recording;
    }
    writeFileSync(fileOf(topic), `${JSON.stringify(after, null, 2)}\n`);
  }
}

function recordingFrom(program: ParityProgram, comparison: Comparison): Recording {
  const { python, expected: outcomes } = comparison;
  return { digest: digestOf(program), python, page: isSame(comparison) ? "same" : "different", outcomes };
}

function digestOf({ processes, masks }: ParityProgram): string {
  return createHash("sha256").update(JSON.stringify({ processes, masks })).digest("hex").slice(0, 16);
}
