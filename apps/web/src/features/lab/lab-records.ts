import type { LabKey } from "@sockpit/client";
import type { Stream } from "@sockpit/protocol";

/** What can be taken out of a lab as a whole. Failures reject with `CallFailure`. */
export interface LabRecords {
  stream(key: LabKey, stream: number): Promise<Stream>;
  capture(key: LabKey): Promise<Uint8Array<ArrayBuffer>>;
  traceText(key: LabKey): Promise<string>;
}
