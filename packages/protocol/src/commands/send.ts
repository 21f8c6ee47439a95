import { z } from "zod";
import { describeCommand } from "../describe.js";
import { MessageFlags } from "../values/socket.js";
import { DataToSend, Fd, OwnTimeout, SentBytes } from "./shared.js";

export const send = describeCommand({
  summary:
    "Hand bytes to the kernel and return how many it took: all on a blocking stream, else maybe fewer.",
  manPage: "send(2)",
  explanation: {
    en: "Hands bytes to the kernel and returns how many it took, which may be fewer. That they were sent or arrived, it does not say.",
    "zh-TW": "把資料交給核心，傳回核心收下的位元組數，可能比較少。這不表示資料已送出或送達。",
  },
  params: z.strictObject({ fd: Fd, data: DataToSend, flags: MessageFlags.default([]), timeout: OwnTimeout }),
  result: z.strictObject({ bytes: SentBytes }),
  errnos: ["EPIPE", "ECONNRESET", "ENOTCONN", "EDESTADDRREQ", "EMSGSIZE", "EAGAIN", "EBADF"],
  traits: {
    on: "fd",
    sends: { data: "data", count: "bytes" },
    waits: { timeout: "timeout", expiry: "fails" },
  },
  example: { params: { fd: 3, data: { text: "hello" } }, result: { bytes: 5 } },
});
