import { z } from "zod";
import { describeControl } from "../describe.js";
import { LabInfo } from "../values/lab.js";
import { KernelSocket } from "../values/socket.js";

export const follow = describeControl({
  isReadOnly: true,
  summary: "Send this connection the lab's events: those kept since `since`, then each as it happens.",
  params: z.strictObject({
    /** The last event already seen; 0 for all that the lab still keeps. Without it: only new ones. */
    since: z.int().min(0).optional(),
    /**
     * Events come as `{events: […]}`, many in one message (64 KiB, where none is larger), never after the reply to the call that
     * they tell of; an empty list where nothing was sent for a round of pings.
     */
    batch: z.boolean().default(false),
  }),
  result: z.strictObject({
    lab: LabInfo,
    sockets: z.array(KernelSocket),
    /** The newest event's number. */
    seq: z.int().min(0),
    /** The lab's clock now, in the events' unit. */
    at: z.int().min(0),
    /** Events after `since` that the lab no longer keeps. */
    dropped: z.int().min(0),
  }),
});
