import { createModelContext } from "../../shared/model-context.js";
import type { HostNames } from "./host-names.js";
import type { LabRecords } from "./lab-records.js";
import type { LabSession } from "./lab-session.js";

/** The lab that the page uses. */
export interface PageLab {
  session: LabSession;
  records: LabRecords;
  /** Ends what runs, and makes a new lab: no port is taken in it. */
  freshNetwork(): Promise<void>;
  /** The same, of these hosts: those of the project's labs from now on. */
  newLab(hosts: HostNames): Promise<void>;
  /** Asks the person what hosts a new lab is to have. */
  askNewLab(): void;
}

export const [LabContext, useLab] = createModelContext<PageLab>("LabContext");
