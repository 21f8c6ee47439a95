import { z } from "zod";
import { describeCommand } from "../describe.js";
import { Fd } from "./shared.js";

export const dup2 = describeCommand({
  summary: "Give an open socket, pipe's end or epoll instance a second descriptor of a number that is free.",
  manPage: "dup(2)",
  explanation: {
    en: "Gives the same socket a second descriptor, with the number that the program names. Python's os.dup2 closes what was open under it.",
    "zh-TW": "讓同一個 socket 多一個描述子，號碼由程式指定。Python 的 os.dup2 會先關閉原本用這個號碼的東西。",
  },
  params: z.strictObject({
    fd: Fd,
    target: Fd.describe(
      "The number of the second descriptor; 0 to 2 are the standard streams, whose place it takes. One that is open has to be closed first.",
    ),
  }),
  result: z.strictObject({ fd: Fd.describe("The second descriptor: `target`.") }),
  errnos: ["EBADF", "EBUSY", "EMFILE", "ENFILE"],
  traits: { on: "fd", opens: "fd" },
  example: { params: { fd: 3, target: 9 }, result: { fd: 9 } },
});
