import { afterUsableIn } from "../../shared/on-demand.js";
import "./files.css";

const emptyPlace = (
  <div className="files">
    <div className="files-header" />
  </div>
);

/** Fetched once the page is usable. */
export const LazyFilesPanel = afterUsableIn(
  emptyPlace,
  async () => (await import("./FilesPanel.js")).FilesPanel,
);
