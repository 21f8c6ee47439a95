import { z } from "zod";
import { describeCommand } from "../describe.js";
import { Fd } from "./shared.js";

export const pipe2 = describeCommand({
  summary: "Make a pipe: what is written to its one end is read from the other, in order.",
  manPage: "pipe(2)",
  explanation: {
    en: "Makes a pipe: a queue of bytes in the kernel, with one descriptor to read from and one to write to. Nothing goes over the network.",
    "zh-TW": "建立一個管線（pipe）：核心裡的一條位元組佇列，一個描述子用來讀，一個用來寫。資料不經過網路。",
  },
  params: z.strictObject({
    flags: z
      .array(z.enum(["O_NONBLOCK"]))
      .max(1)
      .default([])
      .describe("O_NONBLOCK: calls on either end never wait."),
  }),
  result: z.strictObject({
    fds: z.tuple([Fd, Fd]).describe("The end to read from, and the end to write to."),
  }),
  errnos: ["EMFILE", "ENFILE"],
  traits: { opens: "fds", makes: "pipe", looks: true },
  example: { params: {}, result: { fds: [3, 4] } },
});
