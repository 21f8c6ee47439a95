import { createModelContext } from "../../shared/model-context.js";
import type { LabRecords } from "./lab-records.js";
import type { LabSession } from "./lab-session.js";

/** The lab that the page uses. */
export interface PageLab {
  session: LabSession;
  records: LabRecords;
  /** Ends what runs, and makes a new lab: no port is taken in it. */
  freshNetwork(): Promise<void>;
}

export const [LabContext, useLab] = createModelContext<PageLab>("LabContext");
