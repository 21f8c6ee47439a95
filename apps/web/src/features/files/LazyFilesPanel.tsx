import { type ComponentProps, Suspense } from "react";
import { afterUsable } from "../../shared/on-demand.js";
import type { FilesPanel } from "./FilesPanel.js";
import "./files.css";

const FetchedFilesPanel = afterUsable(async () => (await import("./FilesPanel.js")).FilesPanel);

/** Fetched once the page is usable. Its place is kept from the beginning, so that nothing moves when it comes. */
export function LazyFilesPanel(props: ComponentProps<typeof FilesPanel>) {
  return (
    <Suspense fallback={<EmptyPlace />}>
      <FetchedFilesPanel {...props} />
    </Suspense>
  );
}

function EmptyPlace() {
  return (
    <div className="files">
      <div className="files-header" />
    </div>
  );
}
