import type { LabEvent, LabEventOf, LabInfo } from "@sockpit/protocol";
import type { Program } from "../../shared/program.js";
import type { RunsState } from "../runs/public.js";

/** How a run came to be an earlier one: its network was reset, its lab was lost, or it was one of a check. */
export type RunEnd = "reset" | "lost" | "check";

/** What was recorded of a lab that is gone. */
export interface EarlierRun {
  id: string;
  /** When its lab ended: milliseconds of `Date.now`. */
  endedMs: number;
  how: RunEnd;
  lab: LabInfo | null;
  /** As they came, and the ends of what lived in the lab when it ended. */
  events: readonly LabEvent[];
  /** How its wire was set at the first of them, in a lab of hosts. */
  wire?: LabEventOf<"wireChanged"> | undefined;
  /** The project's programs at that time. */
  programs: readonly Program[];
  /** What they printed. */
  runs: RunsState;
}

/** Why what only the lab had of a run is no longer available, in the page's language. */
export interface MissingWords {
  captureGone: string;
  streamGone: string;
}

/** The names of the processes that ran, each once. */
export function namesOf({ events }: EarlierRun): readonly string[] {
  const names = events.flatMap((event) => (event.event === "processStarted" ? [event.name] : []));
  return [...new Set(names)];
}
