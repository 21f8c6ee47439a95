import type { TraceState } from "../../record/trace-state.js";
import { createModelContext } from "../../shared/model-context.js";
import { useModel } from "../../shared/use-model.js";
import type { MomentModel } from "./moment-model.js";

export const [MomentContext, useMoment] = createModelContext<MomentModel>("MomentContext");

/**
 * A part of what was known of the lab at the moment that the page shows; `select` must give the same value for the
 * same state.
 */
export function useTrace<T>(select: (trace: TraceState) => T): T {
  return useModel(useMoment().shown, select);
}

/** Whether the page shows the newest moment. */
export function useIsLive(): boolean {
  return useModel(useMoment().store, ({ moment }) => moment.kind === "live");
}
