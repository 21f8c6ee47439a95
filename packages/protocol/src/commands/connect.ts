import { z } from "zod";
import { describeCommand } from "../describe.js";
import { Address } from "../values/address.js";
import { exampleAddress, Fd, Nothing } from "./shared.js";

export const connect = describeCommand({
  summary: "Connect a socket to a peer; on TCP, wait for the three-way handshake.",
  manPage: "connect(2)",
  explanation: {
    en: "Connects to a peer. With TCP it waits for the three-way handshake; with UDP it only sets the address.",
    "zh-TW": "連到對方。TCP 會等三向交握（三次握手）完成；UDP 只是記下位址。",
  },
  params: z.strictObject({ fd: Fd, address: Address.describe("The peer to connect to.") }),
  result: Nothing,
  errnos: ["ECONNREFUSED", "ETIMEDOUT", "EINPROGRESS", "EISCONN", "ENETUNREACH", "ENOENT", "EBADF"],
  traits: { on: "fd", connects: "client", destination: "address", waits: { expiry: "fails" } },
  example: { params: { fd: 3, address: exampleAddress }, result: {} },
});
