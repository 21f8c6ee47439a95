import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { parityPath } from "./folder.js";
import { implementationDigest } from "./implementation.js";
import { type ParityProgram, readPrograms } from "./manifest.js";
import { type Comparison, isSame, type Outcome } from "./outcome.js";

/** When, where and with what a page was compared. */
export interface Circumstances {
  /** "2026-11-25" */
  date: string;
  /** Abbreviated, with a `+` where the sources differed from it. */
  commit: string;
  /** "Chromium 140.0.7339.16" */
  browser: string;
  /** uname(2)'s release. */
  kernel: string;
}

/** What python3 printed for one program, and whether the page printed the same. */
export interface Recording {
  /** Of the program's files and of how it is started: a recording of something else does not serve. */
  digest: string;
  python: string;
  page: "same" | "different";
  /** Of the sources that gave this verdict: it says nothing of others. Missing in recordings from before it was kept. */
  implementation?: string;
  circumstances?: Circumstances;
  /** Masked. */
  outcomes: readonly Outcome[];
}

interface Build {
  implementation: string;
  circumstances: Circumstances;
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
  circumstances: Circumstances,
): void {
  const build: Build = { implementation: implementationDigest(), circumstances };
  const fresh = new Map(results.map(({ program, comparison }) => [program.id, comparison]));
  const programs = readPrograms();
  mkdirSync(parityPath("recorded"), { recursive: true });
  for (const topic of new Set(programs.map((program) => program.topic))) {
    const before = readRecordings(topic);
    const after: TopicRecordings = {};
    for (const program of programs.filter((candidate) => candidate.topic === topic)) {
      const comparison = fresh.get(program.id);
      const recording =
        comparison === undefined ? before[program.id] : recordingFrom(program, comparison, build);
      if (recording !== undefined) after[program.id] = recording;
    }
    writeFileSync(fileOf(topic), `${JSON.stringify(after, null, 2)}\n`);
  }
}

function recordingFrom(program: ParityProgram, comparison: Comparison, build: Build): Recording {
  const { python, expected: outcomes } = comparison;
  const page = isSame(comparison) ? "same" : "different";
  return { digest: digestOf(program), python, page, ...build, outcomes };
}

function digestOf({ processes, masks, files }: ParityProgram): string {
  const started = { processes, masks, ...(Object.keys(files).length === 0 ? {} : { files }) };
  return createHash("sha256").update(JSON.stringify(started)).digest("hex").slice(0, 16);
}
