import type { LabEvent } from "@sockpit/protocol";
import { numbered } from "../trace/test-events.js";
import type { PacketEvent } from "./entry.js";

interface Told {
  event: string;
  [field: string]: unknown;
}

export type Story = readonly (readonly Told[])[];

/** Events in a row, numbered as a lab does: a millisecond apart, packets counted. */
export function story(...parts: Story): LabEvent[] {
  let packet = 0;
  return parts.flat().flatMap((event, index): LabEvent[] => {
    if (event.event !== "packet") return numbered([event], index);
    packet += 1;
    return [{ ...(event as unknown as PacketEvent), seq: index + 1, at: (index + 1) * 1000, packet }];
  });
}

/** As `story`, for more events than are worth checking one by one. */
export function flood(events: readonly Told[]): LabEvent[] {
  return events.map(
    (event, index) => ({ ...event, seq: index + 1, at: index + 1, packet: index + 1 }) as unknown as LabEvent,
  );
}
