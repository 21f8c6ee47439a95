import { z } from "zod";
import { describeCommand } from "../describe.js";
import { Address } from "../values/address.js";
import { exampleAddress, Fd } from "./shared.js";

export const getsockname = describeCommand({
  summary: "Return the address a socket is bound to.",
  manPage: "getsockname(2)",
  explanation: {
    en: "Returns the socket's own address. After connect() or bind() to port 0 it gives the port that the kernel chose.",
    "zh-TW": "傳回 socket 自己的位址。connect() 之後，或 bind() 到埠 0 之後，可以得知核心挑了哪個埠。",
  },
  params: z.strictObject({ fd: Fd }),
  result: z.strictObject({ address: Address.describe("The socket's own address.") }),
  errnos: ["EBADF"],
  traits: { on: "fd", looks: true },
  example: { params: { fd: 3 }, result: { address: exampleAddress } },
});
