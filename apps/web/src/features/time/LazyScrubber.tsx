import { afterUsableIn } from "../../shared/on-demand.js";
import "./time.css";

const emptyPlace = (
  <div className="scrubber">
    <div className="scrubber-row" />
  </div>
);

/** Fetched once the page is usable. */
export const LazyScrubber = afterUsableIn(emptyPlace, async () => (await import("./Scrubber.js")).Scrubber);
