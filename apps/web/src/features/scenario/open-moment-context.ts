import { createModelContext } from "../../shared/model-context.js";

/** Shows a recorded run as of one of its events, or its end: `record` has its events as NDJSON. */
export type OpenMoment = (record: string, seq: number | undefined) => void;

export const [OpenMomentContext, useOpenMoment] = createModelContext<OpenMoment>("OpenMomentContext");
