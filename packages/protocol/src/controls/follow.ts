import { z } from "zod";
import { describeControl } from "../describe.js";
import { limits } from "../limits.js";
import { LabInfo } from "../values/lab.js";
import { KernelSocket } from "../values/socket.js";

export const follow = describeControl({
  isReadOnly: true,
  summary: "Send this connection the lab's events: those kept since `since`, then each as it happens.",
  params: z.strictObject({
    since: z
      .int()
      .min(0)
      .optional()
      .describe(
        "The last event already seen; 0 for all that the lab still keeps. Without it: only new ones.",
      ),
    batch: z
      .boolean()
      .default(false)
      .describe(
        `Events come as \`{events: […]}\`, many in one message (${limits.batchBytes} bytes, where none is larger), never after the reply to the call that they belong to; an empty list where nothing was sent for a round of pings.`,
      ),
  }),
  result: z.strictObject({
    lab: LabInfo.describe("The lab now."),
    sockets: z.array(KernelSocket).describe("Every socket of the lab now."),
    seq: z.int().min(0).describe("The newest event's number."),
    at: z.int().min(0).describe("The lab's clock now: microseconds since the lab was made."),
    dropped: z.int().min(0).describe("Events after `since` that the lab no longer keeps."),
  }),
});
