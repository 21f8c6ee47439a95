/**
 * Which moment the page shows. `live`: the newest. `past`: the state after the event `seq`, with the
 * lab's clock at `atUs`; while it plays, both go on by themselves.
 */
export type Moment = { kind: "live" } | { kind: "past"; seq: number; atUs: number; isPlaying: boolean };

/** How a replay goes on: event by event, so that each can be read, or in time with the lab's clock. */
export const paces = {
  half: { eventsPerSecond: 0.5 },
  one: { eventsPerSecond: 1 },
  two: { eventsPerSecond: 2 },
  five: { eventsPerSecond: 5 },
  tenth: { clockRate: 0.1 },
  real: { clockRate: 1 },
} as const satisfies Record<string, { eventsPerSecond: number } | { clockRate: number }>;
export type Pace = keyof typeof paces;

export const paceNames = Object.keys(paces) as readonly Pace[];

export const live: Moment = { kind: "live" };
