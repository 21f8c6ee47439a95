import type { z } from "zod";

/** Kinds of events that are said on the console: a server that differs in more is another server altogether. */
const MAX_SAID = 16;

/** The events that a connection or stream could not read. Each kind is said once on the console; those that follow are read. */
export class UnreadableEvents {
  readonly #said = new Set<string>();
  count = 0;

  add(event: unknown, { issues }: z.ZodError): void {
    this.count += 1;
    const name = nameOf(event);
    if (this.#said.has(name) || this.#said.size >= MAX_SAID) return;
    this.#said.add(name);
    const [issue] = issues;
    const field = issue === undefined || issue.path.length === 0 ? "the whole" : issue.path.join(".");
    console.warn(`Sockpit: events ${name} of this server are left out: ${field}: ${issue?.message ?? "?"}`);
  }
}

function nameOf(event: unknown): string {
  if (typeof event !== "object" || event === null || !("event" in event)) return "without a name";
  return String(event.event).slice(0, 64);
}
