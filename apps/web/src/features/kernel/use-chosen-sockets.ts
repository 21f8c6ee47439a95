import { useMemo } from "react";
import { useRecord, useSelection } from "../../record/record-context.js";
import { relatedTo } from "../../record/related.js";
import { useModel } from "../../shared/use-model.js";

/** The sockets of what is chosen, by their ids: a call's or a packet's, at both ends. */
export function useChosenSockets(): ReadonlySet<string> {
  const selection = useSelection();
  const view = useModel(useRecord().store, (current) => current);
  const chosen = useModel(selection.store, (state) => state.chosen);
  // The record grows in place: a new view says when.
  return useMemo(() => relatedTo(chosen, view.record).sockets, [chosen, view]);
}
