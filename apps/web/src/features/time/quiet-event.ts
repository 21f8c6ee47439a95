import type { LabEvent } from "@sockpit/protocol";
import type { LabRecord } from "../../record/lab-record.js";

/** Whether an event says nothing new: the kernel has been asked, and confirms what was known; or a number has been sampled. A step passes it over. */
export function isQuiet({ event, seq }: LabEvent, record: LabRecord): boolean {
  if (event === "tcpSampled") return true;
  return (event === "socketChanged" || event === "socketGone") && record.entriesOf(seq).length === 0;
}
