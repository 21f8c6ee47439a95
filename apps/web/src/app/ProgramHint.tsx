import { afterUsable } from "../shared/on-demand.js";

/** What a program's hint says and offers: loaded once the page can be used. */
export const ProgramHint = afterUsable(
  async () => (await import("../features/hints/ProgramHint.js")).ProgramHint,
);
