import { type ComponentProps, Suspense } from "react";
import { afterUsable } from "../../shared/on-demand.js";
import type { Scrubber } from "./Scrubber.js";
import "./time.css";

const FetchedScrubber = afterUsable(async () => (await import("./Scrubber.js")).Scrubber);

/** Fetched once the page is usable. Its place is kept from the beginning, so that nothing moves when it comes. */
export function LazyScrubber(props: ComponentProps<typeof Scrubber>) {
  return (
    <Suspense fallback={<EmptyPlace />}>
      <FetchedScrubber {...props} />
    </Suspense>
  );
}

function EmptyPlace() {
  return (
    <div className="scrubber">
      <div className="scrubber-row" />
    </div>
  );
}
