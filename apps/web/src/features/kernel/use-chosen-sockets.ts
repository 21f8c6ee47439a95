import { useMemo } from "react";
import { useApp, useModel } from "../../app/app-context.js";
import { relatedTo } from "../diagram/related.js";

/** The sockets of what is chosen, by their ids: a call's or a packet's, at both ends. */
export function useChosenSockets(): ReadonlySet<string> {
  const { selection, diagram } = useApp();
  const chosen = useModel(selection.store, (state) => state.chosen);
  const version = useModel(diagram.store, (state) => state.version);
  // The log grows in place: its version says when.
  return useMemo(() => relatedTo(chosen, diagram.log).sockets, [chosen, diagram, version]);
}
