/** What of a lab the diagram shows: `fit` folds chapters until all of it has room. */
export const viewModes = ["fit", "handshake", "packets", "all"] as const;
export type ViewMode = (typeof viewModes)[number];

/** Where the browser keeps the mode that a person has chosen. */
export const VIEW_MODE_KEY = "sockpit.diagram.mode";

export function viewModeOf(value: unknown): ViewMode {
  return viewModes.find((mode) => mode === value) ?? "all";
}
