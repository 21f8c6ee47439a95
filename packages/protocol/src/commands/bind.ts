import { z } from "zod";
import { describeCommand } from "../describe.js";
import { Address } from "../values/address.js";
import { exampleAddress, Fd, Nothing } from "./shared.js";

export const bind = describeCommand({
  summary: "Give a socket its local address.",
  manPage: "bind(2)",
  params: z.strictObject({ fd: Fd, address: Address }),
  result: Nothing,
  errnos: ["EADDRINUSE", "EADDRNOTAVAIL", "EACCES", "EINVAL", "ENOSPC", "EBADF"],
  mayBlock: false,
  example: { params: { fd: 3, address: exampleAddress }, result: {} },
});
