import { z } from "zod";
import { describeCommand } from "../describe.js";
import { Fd } from "./shared.js";

export const dup = describeCommand({
  summary: "Give an open socket, pipe's end or epoll instance a second descriptor, the lowest free one.",
  manPage: "dup(2)",
  explanation: {
    en: "Gives the same socket a second descriptor. It closes when the last one does.",
    "zh-TW": "讓同一個 socket 多一個描述子。最後一個關閉時，socket 才真的關閉。",
  },
  params: z.strictObject({ fd: Fd }),
  result: z.strictObject({ fd: Fd.describe("The second descriptor.") }),
  errnos: ["EBADF", "EMFILE", "ENFILE"],
  traits: { on: "fd", opens: "fd" },
  example: { params: { fd: 3 }, result: { fd: 4 } },
});
