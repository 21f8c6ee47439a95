import type { LabEvent, SocketChange } from "@sockpit/protocol";

const programs: Readonly<Record<number, string>> = { 1: "server", 2: "client" };

/**
 * A lab's events as a story, a line each: what happened, and what it changed. Sockets are named by who holds them, or `new` where
 * nobody ever did; looks at the kernel that only confirm are left out.
 */
export function storyLines(events: readonly LabEvent[]): string[] {
  const names = namesOf(events);
  const nameOf = (id: string | null) => (id === null ? "nobody" : (names.get(id) ?? "new"));
  return events.flatMap((event) => {
    const line = lineOf(event, nameOf);
    if (line === undefined) return [];
    const changes = "changes" in event ? (event.changes ?? []) : [];
    return [[line, ...changes.map((change) => inWords(change, nameOf))].join(" | ")];
  });
}

function namesOf(events: readonly LabEvent[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const event of events) {
    if (event.event !== "callEnded" || event.socket === undefined || names.has(event.socket)) continue;
    const { fd } = (event.result ?? {}) as { fd?: number };
    names.set(event.socket, `${programs[event.pid] ?? event.pid}.${fd}`);
  }
  return names;
}

function lineOf(event: LabEvent, nameOf: (id: string | null) => string): string | undefined {
  switch (event.event) {
    case "callStarted":
      return `${programs[event.pid]} ${event.command}`;
    case "callBlocked":
      return `${programs[event.pid]} waits`;
    case "callEnded": {
      const { error } = event;
      if (error === undefined) return `${programs[event.pid]} ${event.command} returns`;
      return `${programs[event.pid]} ${event.command}: ${error.kind === "errno" ? error.errno : error.kind}`;
    }
    case "packet": {
      const { protocol, tcp, udp, icmp, from, to } = event;
      const what = tcp?.flags.filter((flag) => flag !== "PSH").join("-") ?? icmp?.name ?? protocol;
      const bytes = tcp?.payloadBytes ?? udp?.payloadBytes ?? 0;
      return `${nameOf(from)} → ${nameOf(to)} ${what}${bytes === 0 ? "" : ` ${bytes} bytes`}`;
    }
    case "processEnded":
      return `${programs[event.pid]} ends`;
    case "timerExpired":
      return `timer ${event.timer}`;
    case "viewCorrected":
      return `CORRECTED ${nameOf(event.socket)} ${JSON.stringify([event.derived, event.kernel])}`;
    default:
      return undefined;
  }
}

function inWords(change: SocketChange, nameOf: (id: string | null) => string): string {
  const { state, before, queue, listener, receiveQueueBytes, sendQueueBytes } = change;
  const words = [nameOf(change.socket)];
  if (state !== undefined) words.push(`${before ?? "none"}→${state}`);
  if (receiveQueueBytes !== undefined) words.push(`received ${receiveQueueBytes}`);
  if (sendQueueBytes !== undefined) words.push(`unacknowledged ${sendQueueBytes}`);
  if (queue !== undefined) words.push(queue === null ? "in no queue" : `in ${queue} queue`);
  if (listener !== undefined) words.push(`of ${nameOf(listener)}`);
  if (change.synQueueLength !== undefined) words.push(`SYN queue ${change.synQueueLength}`);
  if (change.acceptQueueLength !== undefined) words.push(`accept queue ${change.acceptQueueLength}`);
  if (change.holder === null) words.push("held by none");
  if (change.isGone) words.push("gone");
  return words.join(" ");
}
