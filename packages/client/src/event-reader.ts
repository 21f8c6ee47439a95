import { LabEvent } from "@sockpit/protocol";
import type { z } from "zod";
import { safeReadAnswer } from "./read-answer.js";

/** Kinds of events that are said on the console: a server that differs in more is another server altogether. */
const MAX_SAID = 16;

/**
 * Reads the events of a connection or stream. Those that this version cannot read, such as a newer server's, are left out: each kind is
 * said once on the console.
 */
export class EventReader {
  readonly #said = new Set<string>();
  #unreadable = 0;

  /** How many it could not read. */
  get unreadable(): number {
    return this.#unreadable;
  }

  /** Undefined where it cannot be read. */
  read(value: unknown): LabEvent | undefined {
    const event = safeReadAnswer(LabEvent, value);
    if (event.success) return event.data;
    this.#unreadable += 1;
    this.#say(nameOf(value), event.error);
    return undefined;
  }

  #say(name: string, { issues }: z.ZodError): void {
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
