import { NetworkKind } from "@sockpit/protocol";
import { z } from "zod";

/** The environment variable in which a lab host gets its settings, as JSON. */
const VARIABLE = "SOCKPIT_LAB_HOST";

/** What the front door decides for a lab host. */
const LabHostStart = z.strictObject({
  network: NetworkKind,
  /** Why a mapped one is not isolated, or why it keeps privileges that it does not need. */
  reason: z.string().optional(),
  /** What it has of what is bounded for the server. */
  share: z.number().gt(0).max(1),
  /** How many lab hosts may use the machine's loopback, where it is mapped. */
  hosts: z.int().min(1),
  /** Which of them this one is, from 0. */
  index: z.int().min(0),
  /** Where its labs' files go. It removes the folder when it ends, and the front door where it could not. */
  folder: z.string(),
});
export type LabHostStart = z.infer<typeof LabHostStart>;

export function writeLabHostStart(settings: LabHostStart): NodeJS.ProcessEnv {
  return { [VARIABLE]: JSON.stringify(settings) };
}

/** Throws where they are missing: a lab host is started by a front door only. */
export function readLabHostStart(environment: NodeJS.ProcessEnv): LabHostStart {
  return LabHostStart.parse(JSON.parse(environment[VARIABLE] ?? "null"));
}
