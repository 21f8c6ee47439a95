import { LabEvent } from "../events.js";
import { fieldRows, GENERATED, table } from "./markdown.js";

/** docs/reference/events.md: what a lab's trace holds. */
export function eventsPage(): string {
  const sections = LabEvent.options.map((option) => {
    const name = option.shape.event.value;
    const rows = fieldRows(option, "output").filter(([field]) => field !== "`event`");
    return [`## ${name}`, table(["field", "type", "given"], rows)].join("\n\n");
  });
  return [
    GENERATED,
    "# Events",
    "A lab's trace, in order: sent to connections that `follow`, and kept for `GET /api/labs/:lab/trace`. `seq` counts up by one; `at` is microseconds since the lab was made.",
    ...sections,
    "",
  ].join("\n\n");
}
