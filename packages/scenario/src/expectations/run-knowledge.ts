import type { SocketReference } from "@sockpit/protocol/scenario";
import type { LabHistory, PastProgram, PastSocket } from "../history.js";

/** Whether something was observed. */
export interface Verdict {
  readonly isMet: boolean;
  /** What there was instead, in the scenario's notation. */
  readonly actual: string;
  /** The event that decided it. */
  readonly seq?: number | undefined;
}

/** What is known of a run besides the lab's events. */
export interface RunKnowledge {
  readonly history: LabHistory;
  /** The whole name of a program that an expectation names. */
  programName(name: string): string;
  /** By program: of its variables those that hold sockets, each with the socket's number, counted from 1. */
  readonly variables: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** By program: the exception that ended it. */
  readonly exceptions: ReadonlyMap<
    string,
    { readonly exception: string; readonly errno: string | undefined }
  >;
  file(name: string): Uint8Array;
}

/** The processes of a program. */
export function programsOf(name: string, { history, programName }: RunKnowledge): PastProgram[] {
  return history.programsNamed(programName(name));
}

/** The sockets that a reference means: all of a program's where it names none. */
export function socketsOf({ program, variable, number }: SocketReference, run: RunKnowledge): PastSocket[] {
  const { history, variables, programName } = run;
  const name = programName(program);
  const wanted = variable === undefined ? number : variables.get(name)?.get(variable);
  if (variable !== undefined && wanted === undefined) return [];
  const owners = history.programsNamed(name);
  const ids = owners.flatMap(({ sockets }) => (wanted === undefined ? sockets : [sockets[wanted - 1]]));
  return [...new Set(ids)].flatMap((id) => (id === undefined ? [] : (history.sockets.get(id) ?? [])));
}
