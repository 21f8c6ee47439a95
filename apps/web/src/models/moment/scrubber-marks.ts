import type { LabEvent } from "@sockpit/protocol";

/** What a mark on the scrubber stands for. */
const kinds = ["process", "call", "failure", "packet", "state"] as const;
type MarkKind = (typeof kinds)[number];

/** More than a lab has processes: they count from 1. */
const PIDS = 2 ** 24;

export interface ScrubberMark {
  /** Pixels from the left. */
  x: number;
  kind: MarkKind;
  /** Whose it is; null where it is nobody's alone. */
  pid: number | null;
}

/**
 * The marks of these events on a line `width` pixels long, each drawn once however many events share
 * a pixel. `fractionOf` tells where between the ends a time lies.
 */
export function scrubberMarks(
  entries: Iterable<{ event: LabEvent; atUs: number }>,
  width: number,
  fractionOf: (atUs: number) => number,
): readonly ScrubberMark[] {
  const marks = new Map<number, ScrubberMark>();
  const states = new Map<string, string>();
  for (const { event, atUs } of entries) {
    const kind = kindOf(event, states);
    if (kind === undefined) continue;
    const x = Math.round(fractionOf(atUs) * (width - 1));
    const pid = pidOf(event);
    const key = (x * kinds.length + kinds.indexOf(kind)) * PIDS + (pid ?? 0);
    if (!marks.has(key)) marks.set(key, { x, kind, pid });
  }
  return [...marks.values()];
}

/** Undefined for events that would only repeat another's mark. `states` remembers each socket's. */
function kindOf(event: LabEvent, states: Map<string, string>): MarkKind | undefined {
  switch (event.event) {
    case "processStarted":
    case "processEnded":
      return "process";
    case "callStarted":
      return "call";
    case "callEnded":
      return event.error === undefined ? undefined : "failure";
    case "socketChanged": {
      const { id, state } = event.socket;
      const isNew = states.get(id) !== state;
      states.set(id, state);
      return isNew ? "state" : undefined;
    }
    default:
      // Its schema comes with capture; what is drawn needs no more of it than its name.
      return (event.event as string) === "packet" ? "packet" : undefined;
  }
}

function pidOf(event: LabEvent): number | null {
  if ("pid" in event) return event.pid;
  return event.event === "socketChanged" ? event.socket.pid : null;
}
