import { LabEvent } from "@sockpit/protocol";
import { numbered, withDefaults } from "./test-events.js";

interface Told {
  event: string;
  [field: string]: unknown;
}

export type Story = readonly (readonly Told[])[];

/** Events in a row, numbered as a lab does: a millisecond apart, packets counted. */
export function story(...parts: Story): LabEvent[] {
  let packet = 0;
  return numbered(
    parts.flat().map((event) => (event.event === "packet" ? { ...event, packet: ++packet } : event)),
  );
}

/** As `story`, a microsecond apart, and packets numbered as all others are. */
export function flood(events: readonly Told[]): LabEvent[] {
  return events.map((event, index) =>
    LabEvent.parse({
      ...withDefaults(event),
      seq: index + 1,
      at: index + 1,
      ...(event.event === "packet" ? { packet: index + 1 } : {}),
    }),
  );
}
