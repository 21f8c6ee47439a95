import type { RecordView } from "../../record/record-view.js";
import { createModelContext } from "../../shared/model-context.js";
import { useModel } from "../../shared/use-model.js";
import type { MomentModel } from "./moment-model.js";

export const [MomentContext, useMoment] = createModelContext<MomentModel>("MomentContext");

/** What was known of the lab at the moment that the page shows: anew whenever that changes. */
export function useView(): RecordView {
  return useModel(useMoment().shown, (view) => view);
}

/** A part of it; `select` must give the same value for the same view. */
export function useShown<T>(select: (view: RecordView) => T): T {
  return useModel(useMoment().shown, select);
}

/** Whether the page shows the newest moment. */
export function useIsLive(): boolean {
  return useModel(useMoment().store, ({ moment }) => moment.kind === "live");
}
