import { z } from "zod";
import { describeCommand } from "../describe.js";
import { MessageFlags } from "../values/socket.js";
import { DataToSend, Fd, Nothing, OwnTimeout } from "./shared.js";

export const sendall = describeCommand({
  summary: "Send every byte, waiting for room as often as needed; the timeout covers the whole.",
  manPage: "send(2)",
  explanation: {
    en: "Hands over every byte. Where the send queue has no room, it waits as often as needed.",
    "zh-TW": "把資料全部交給核心。傳送佇列沒有空間時就等，等幾次都行。",
  },
  params: z.strictObject({
    fd: Fd,
    data: DataToSend,
    flags: MessageFlags.default([]),
    timeout: OwnTimeout,
  }),
  result: Nothing,
  errnos: ["EPIPE", "ECONNRESET", "ENOTCONN", "EDESTADDRREQ", "EMSGSIZE", "EAGAIN", "EBADF"],
  traits: { on: "fd", sends: { data: "data" }, waits: { timeout: "timeout", expiry: "fails" } },
  example: { params: { fd: 3, data: { text: "hello" } }, result: {} },
});
