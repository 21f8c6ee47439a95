import { z } from "zod";
import { describeCommand } from "../describe.js";
import { Address } from "../values/address.js";
import { ErrnoName } from "../values/errno.js";
import { exampleAddress, Fd } from "./shared.js";

export const connect_ex = describeCommand({
  summary: "Connect as `connect` does, and return the error number instead of failing.",
  manPage: "connect(2)",
  explanation: {
    en: "Connects as connect() does. Where that would raise, it returns the error number instead.",
    "zh-TW": "和 connect() 一樣連線。失敗時傳回錯誤碼，不丟例外。",
  },
  params: z.strictObject({ fd: Fd, address: Address.describe("The peer to connect to.") }),
  result: z.strictObject({
    errno: z.int().describe("Linux's error number, 0 for success."),
    name: ErrnoName.optional().describe("The error's name; absent for success."),
  }),
  errnos: ["EBADF"],
  traits: { on: "fd", connects: "client", destination: "address", waits: { expiry: "returns" } },
  example: {
    params: { fd: 3, address: exampleAddress },
    result: { errno: 111, name: "ECONNREFUSED" },
  },
});
