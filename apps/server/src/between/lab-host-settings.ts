import { limits } from "@sockpit/protocol";
import { z } from "zod";

const MEBIBYTE = 2 ** 20;
const MEBIBYTES = "must be a whole number of MiB, 16 or more";

const Mebibytes = z
  .string()
  .regex(/^\d{1,6}$/, MEBIBYTES)
  .transform(Number)
  .refine((mebibytes) => mebibytes >= 16, MEBIBYTES);

const Seconds = z
  .string()
  .regex(/^\d{1,6}(\.\d{1,3})?$/, "must be a number of seconds")
  .transform(Number)
  .refine((seconds) => seconds > 0, "must be more than 0");

/** The environment variables that a lab host reads. The front door checks them first, so that a wrong one is reported at start. */
export const labHostVariables = {
  /** How long a lab without a connection is kept for its page to come back. */
  SOCKPIT_LAB_IDLE_SECONDS: Seconds.default(limits.labIdleSeconds),
  /** What all labs of all lab hosts keep of events and packets. */
  SOCKPIT_RECORD_MEBIBYTES: Mebibytes.default(limits.recordBytes / MEBIBYTE),
  SOCKPIT_PING_SECONDS: Seconds.default(limits.pingSeconds),
};

export interface LabHostSettings {
  readonly labIdleMs: number;
  readonly pingMs: number;
  /** Of all lab hosts together. */
  readonly recordBytes: number;
}

const MS_PER_SECOND = 1000;

export function readLabHostSettings(environment: NodeJS.ProcessEnv): LabHostSettings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const settings = z.object(labHostVariables).parse(given);
  return {
    labIdleMs: settings.SOCKPIT_LAB_IDLE_SECONDS * MS_PER_SECOND,
    pingMs: settings.SOCKPIT_PING_SECONDS * MS_PER_SECOND,
    recordBytes: settings.SOCKPIT_RECORD_MEBIBYTES * MEBIBYTE,
  };
}
