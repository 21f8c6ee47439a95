/**
 * Which moment the page shows. `live`: the newest. `past`: the state after the event `seq`, with the
 * lab's clock at `atUs`; while it plays, both go on by themselves.
 */
export type Moment = { kind: "live" } | { kind: "past"; seq: number; atUs: number; isPlaying: boolean };

/** Replay against real time. */
export const speeds = [0.1, 0.25, 1, 4] as const;
export type Speed = (typeof speeds)[number];

export const live: Moment = { kind: "live" };
