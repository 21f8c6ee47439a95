import type { MomentModel } from "./moment-model.js";

/** Where between the oldest event and the newest a time lies: 0 to 1. */
export function fractionOf({ log, timeline, store }: MomentModel, atUs: number): number {
  const place = (us: number) => (store.getState().isShorteningGaps ? timeline.toShort(us) : us);
  const first = place(log.firstAtUs);
  const length = place(log.lastAtUs) - first;
  return length <= 0 ? 1 : Math.min(1, Math.max(0, (place(atUs) - first) / length));
}
