import { z } from "zod";
import { describeCommand } from "../describe.js";
import { MessageFlags } from "../values/socket.js";
import { BufferSize, Fd, helloBytes, LostBytes, OwnTimeout, RealLength, ReceivedData } from "./shared.js";

export const recv = describeCommand({
  summary: "Take up to bufsize bytes; wait while there are none. No bytes: the peer has finished sending.",
  manPage: "recv(2)",
  explanation: {
    en: "Takes up to bufsize bytes and waits while there are none. b'' means: the peer has finished.",
    "zh-TW": "取出最多 bufsize 個位元組，沒有就等。得到 b'' 表示對方送完了。",
  },
  params: z.strictObject({
    fd: Fd,
    bufsize: BufferSize,
    flags: MessageFlags.default([]),
    timeout: OwnTimeout,
  }),
  result: z.strictObject({ data: ReceivedData, lengthBytes: RealLength, lostBytes: LostBytes }),
  errnos: ["ECONNRESET", "ENOTCONN", "ECONNREFUSED", "EAGAIN", "EBADF"],
  traits: { on: "fd", receives: "data", waits: { timeout: "timeout", expiry: "fails" } },
  example: { params: { fd: 4, bufsize: 1024 }, result: { data: helloBytes } },
});
