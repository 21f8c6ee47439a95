import type { CallError, WireHost } from "@sockpit/protocol";
import type { CallEntry } from "../../record/entry.js";
import type { RecordView } from "../../record/record-view.js";
import type { Program } from "../../shared/program.js";
import type { FailureRecord, Run } from "../runs/public.js";
import type { HintTextId } from "./hint-texts.js";

/** What a hint is found from: how a program ended or stands, and what the record shows of it. */
export interface HintFacts {
  readonly program: Program;
  readonly run: Run;
  /** All programs of the page. */
  readonly programs: readonly Program[];
  readonly view: RecordView;
  /** The lab's clock at the moment that the page shows, in microseconds. */
  readonly nowUs: number;
  /** The programs that its text looks like, where these are two. */
  readonly parts: readonly ProgramPart[] | undefined;
  /** The host that it runs on, and all hosts of its lab, where it has a wire. */
  readonly onWire?: { readonly host: string; readonly hosts: readonly WireHost[] } | undefined;
  /** The wheels that the server offers. */
  readonly wheels: readonly string[];
  /** Whether a process does something else besides its calls: it asks for input, sleeps, stands at a breakpoint. */
  isBusy(pid: number): boolean;
  /** The exception that ended the program, or the newest that ended a thread or a task of it. */
  readonly failure: FailureRecord | undefined;
  /** The socket call that raised it; none where the exception is no call's. */
  readonly failed: FailedCall | undefined;
}

export interface FailedCall {
  readonly call: CallEntry;
  readonly error: CallError;
}

/** What a hint offers to do. */
export type HintAction =
  /** Shows the packet in the diagram. */
  | { readonly kind: "why"; readonly packet: number }
  /** A new network, in which no port is taken, and the same run again. */
  | { readonly kind: "resetAndRun" }
  | { readonly kind: "runAgain" }
  | { readonly kind: "stop"; readonly pid: number; readonly name: string }
  /** A change of the program's text, or of another one's, that can be undone. */
  | { readonly kind: "edit"; readonly edit: EditKind; readonly source: string; readonly of?: Program }
  /** Adds a wheel that the server offers to the files, and runs the program again. */
  | { readonly kind: "addWheel"; readonly wheel: string; readonly name: string }
  /** Two programs out of one. */
  | { readonly kind: "split"; readonly parts: readonly ProgramPart[] };

export type EditKind =
  | "SO_REUSEADDR"
  | "SO_BROADCAST"
  | "plainCharacters"
  | "codingLine"
  | "threads"
  | "hostName"
  | "allAddresses";

/** A program that stands in another's text. */
export interface ProgramPart {
  readonly name: string;
  readonly source: string;
}

/** What a rule has found. */
export interface HintFinding {
  /** What the text names. */
  readonly values?: Readonly<Record<string, string | number>>;
  readonly actions?: readonly HintAction[];
  /** The time that the text counts down to, in microseconds of the lab's clock. */
  readonly untilUs?: number;
  /** The line that it is about, where that is not the failure's. */
  readonly line?: number;
}

/** One hint: the condition under which it is right. Its texts have the same id. The first rule that finds something counts. */
export interface HintRule {
  readonly id: HintTextId;
  find(facts: HintFacts): HintFinding | undefined;
}

export interface Hint extends Omit<HintFinding, "line"> {
  readonly id: HintTextId;
  readonly values: Readonly<Record<string, string | number>>;
  readonly actions: readonly HintAction[];
  readonly line: number | undefined;
  /** Set where only a thread, a task or the handler of a request has ended. */
  readonly part: { where: "thread" | "task" | "request"; thread: string; type: string } | undefined;
  /** The same for the same hint of the same run: what has been dismissed stays so. */
  readonly key: string;
}
