import { z } from "zod";
import { describeCommand } from "../describe.js";
import { Fd, Nothing, Timeout } from "./shared.js";

export const settimeout = describeCommand({
  summary:
    "Bound how long calls on this socket wait: null forever, 0 not at all, else seconds. On a pipe's end: null or 0, which is O_NONBLOCK.",
  manPage: "fcntl(2), O_NONBLOCK; Python socket.settimeout",
  explanation: {
    en: "Bounds how long calls on this socket wait: None for ever, 0 not at all, else seconds. A call whose time is over raises TimeoutError.",
    "zh-TW":
      "設定這個 socket 的呼叫最多等多久：None 一直等，0 不等，其他是秒數。時間到了會丟出 TimeoutError。",
  },
  params: z.strictObject({ fd: Fd, timeout: Timeout }),
  result: Nothing,
  errnos: ["EBADF"],
  traits: { on: "fd", sets: "timeout" },
  example: { params: { fd: 3, timeout: 2.5 }, result: {} },
});
