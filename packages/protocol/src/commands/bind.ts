import { z } from "zod";
import { describeCommand } from "../describe.js";
import { labFolders, WORKING_DIRECTORY } from "../lab-paths.js";
import { Address } from "../values/address.js";
import { exampleAddress, Fd, Nothing } from "./shared.js";

export const bind = describeCommand({
  summary: "Give a socket its local address.",
  manPage: "bind(2)",
  explanation: {
    en: "Gives the socket its local address. Port 0 lets the kernel choose a free one.",
    "zh-TW": "給 socket 一個本機位址。埠寫 0 就由核心挑一個可用的。",
  },
  params: z.strictObject({
    fd: Fd,
    address: Address.describe("The local address; port 0 lets the kernel choose one."),
    inOwnFolder: z
      .boolean()
      .optional()
      .describe(
        `True where the folder of a Unix path is one of the program's own file system, which the lab does not see. A lab has ${labFolders.join(", ")}; a path elsewhere is ENOENT. Relative paths begin in ${WORKING_DIRECTORY}.`,
      ),
  }),
  result: Nothing,
  errnos: ["EADDRINUSE", "EADDRNOTAVAIL", "EACCES", "EINVAL", "ENOENT", "ENOSPC", "EBADF"],
  traits: { on: "fd", binds: "address" },
  example: { params: { fd: 3, address: exampleAddress }, result: {} },
});
