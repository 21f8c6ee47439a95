import { onDemand } from "../../shared/on-demand.js";

/** Fetched once the page is usable. To be drawn inside `Suspense`. */
export const Caption = onDemand(async () => (await import("./Caption.js")).Caption);
