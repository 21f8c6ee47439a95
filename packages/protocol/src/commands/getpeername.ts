import { z } from "zod";
import { describeCommand } from "../describe.js";
import { Address } from "../values/address.js";
import { exampleAddress, Fd } from "./shared.js";

export const getpeername = describeCommand({
  summary: "Return the address a socket is connected to.",
  manPage: "getpeername(2)",
  explanation: {
    en: "Returns the address that the socket is connected to. Without a connection it fails with ENOTCONN.",
    "zh-TW": "傳回連線對方的位址。沒有連線時會得到 ENOTCONN。",
  },
  params: z.strictObject({ fd: Fd }),
  result: z.strictObject({ address: Address.describe("The peer's address.") }),
  errnos: ["ENOTCONN", "EBADF"],
  traits: { on: "fd", looks: true },
  example: { params: { fd: 3 }, result: { address: exampleAddress } },
});
