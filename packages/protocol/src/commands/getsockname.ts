import { z } from "zod";
import { describeCommand } from "../describe.js";
import { Address } from "../values/address.js";
import { exampleAddress, Fd } from "./shared.js";

export const getsockname = describeCommand({
  summary: "Return the address a socket is bound to.",
  manPage: "getsockname(2)",
  params: z.strictObject({ fd: Fd }),
  result: z.strictObject({ address: Address.describe("The socket's own address.") }),
  errnos: ["EBADF"],
  traits: { on: "fd", looks: true },
  example: { params: { fd: 3 }, result: { address: exampleAddress } },
});
