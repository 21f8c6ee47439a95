import { z } from "zod";
import { limits } from "../limits.js";
import { ProcessName } from "./lab.js";

const Bytes = z.int().min(1).max(limits.dataBytes);
const Seconds = z.number().min(0).max(limits.scenarioSeconds);

/** What the server can do to the calls of a program: the network or the peer, as bad as they may be. */
export const shortTransfers = z.strictObject({
  kind: z
    .enum(["shortReads", "shortWrites"])
    .describe("A call on a TCP socket moves no more bytes than that, though the kernel would."),
  min: Bytes.describe("The fewest bytes that a call is limited to; each gets a number of its own."),
  max: Bytes.describe("The most bytes that a call is limited to."),
});
export const slowPeer = z.strictObject({
  kind: z
    .literal("slowPeer")
    .describe("Calls that connect, accept, send or receive begin only after a pause: the program is slow."),
  delaySeconds: Seconds.describe("How long the pause is."),
});
export const resetAfter = z.strictObject({
  kind: z
    .literal("resetAfter")
    .describe("A TCP connection is reset once so many bytes were moved on it, in both directions together."),
  lengthBytes: Bytes.describe("Bytes that the calls of the process sent and received on it."),
});

export const CallConditionKind = z
  .enum(["shortReads", "shortWrites", "slowPeer", "resetAfter"])
  .describe("A condition that the server makes.");
export type CallConditionKind = z.infer<typeof CallConditionKind>;

/** Of effects that have two sizes. */
export function checkSizes({
  value,
  issues,
}: z.core.ParsePayload<{ kind: string; min?: number; max?: number }>): void {
  const { min = 0, max = min } = value;
  if (max < min)
    issues.push({ code: "custom", message: "must be at least `min`", path: ["max"], input: max });
}

const scope = {
  processes: z
    .array(ProcessName)
    .min(1)
    .max(limits.processesPerLab)
    .optional()
    .describe("Only for processes of these names."),
};

export const CallCondition = z
  .discriminatedUnion("kind", [
    shortTransfers.extend(scope),
    slowPeer.extend(scope),
    resetAfter.extend(scope),
  ])
  .check(checkSizes)
  .describe("What the server does to the calls of a lab's processes.")
  .meta({ id: "CallCondition" });
export type CallCondition = z.infer<typeof CallCondition>;
