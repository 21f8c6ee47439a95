import { LabEvent } from "../events.js";
import { limits } from "../limits.js";
import { fieldTable } from "./field-table.js";
import { GENERATED } from "./markdown.js";

/** docs/reference/events.md: what a lab's trace holds. */
export function eventsPage(): string {
  const sections = LabEvent.options.map((option) => {
    const name = option.shape.event.value;
    return [`## ${name}`, option.description ?? "", fieldTable("field", option)].join("\n\n");
  });
  return [
    GENERATED,
    "# Events",
    "A lab's trace, in order: sent to connections that `follow`, and kept for `GET /api/labs/:lab/trace`. `seq` counts up by one; `at` is microseconds since the lab was made.",
    `An event is bounded. Payloads are kept with their number of \`bytes\` and their beginning, as \`text\` where it is UTF-8, else as \`base64\`. In \`params\` and \`result\`, the first ${limits.tracedEntries} entries of a list are kept, fewer where they are large, and a last entry \`{"more": 960}\` says how many followed; a string of more than ${limits.tracePayloadBytes} characters ends with \`…\`. \`text\` of an \`output\` is whole; what a program writes at once may be several events.`,
    ...sections,
    "",
  ].join("\n\n");
}
