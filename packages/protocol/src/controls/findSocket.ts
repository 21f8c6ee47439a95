import { z } from "zod";
import { describeControl } from "../describe.js";
import { PathAddress } from "../values/address.js";

export const findSocket = describeControl({
  isReadOnly: true,
  summary:
    "Look whether a path is that of a Unix socket of this lab, as stat(2) does. It is no call of a program.",
  params: PathAddress,
  result: z.strictObject({
    /** null where the path was never bound, or was removed. */
    found: z
      .strictObject({
        inode: z.int().min(0),
        /** Milliseconds since 1970. */
        modifiedMs: z.number(),
      })
      .nullable(),
  }),
});
