import { useMemo } from "react";
import { useRecord, useSelection } from "../../record/record-context.js";
import { relatedTo } from "../../record/related.js";
import { useModel } from "../../shared/use-model.js";

/** The sockets of what is chosen, by their ids: a call's or a packet's, at both ends. */
export function useChosenSockets(): ReadonlySet<string> {
  const selection = useSelection();
  const { log, store } = useRecord();
  const chosen = useModel(selection.store, (state) => state.chosen);
  const version = useModel(store, (state) => state.version);
  // The log grows in place: its version says when.
  return useMemo(() => relatedTo(chosen, log).sockets, [chosen, log, version]);
}
