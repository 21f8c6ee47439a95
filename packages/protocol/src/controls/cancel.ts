import { z } from "zod";
import { describeControl } from "../describe.js";

export const cancel = describeControl({
  summary:
    "Interrupt a waiting call of this connection, which then fails with EINTR, as by a signal: signal(7).",
  params: z.strictObject({
    id: z.int().min(0).describe("The `id` of the message that made the call."),
  }),
  result: z.strictObject({
    cancelled: z.boolean().describe("False where no call with this id waits: it has ended."),
  }),
});
