import { z } from "zod";
import { describeControl } from "../describe.js";
import { PathAddress } from "../values/address.js";

export const findSocket = describeControl({
  isReadOnly: true,
  summary:
    "Look whether a path is that of a Unix socket of this lab, as stat(2) does. It is no call of a program.",
  params: PathAddress,
  result: z.strictObject({
    found: z
      .strictObject({
        inode: z.int().min(0).describe("Its inode number: the same for as long as the path is there."),
        modifiedMs: z.number().describe("When it was bound: milliseconds since 1970."),
      })
      .nullable()
      .describe("Null where the path was never bound, or was removed."),
  }),
});
