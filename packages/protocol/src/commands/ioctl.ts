import { z } from "zod";
import { describeCommand } from "../describe.js";
import { Fd } from "./shared.js";

export const ioctl = describeCommand({
  summary: "Ask how many bytes wait in a socket or a pipe, to be received or to be acknowledged.",
  manPage: "ioctl(2)",
  explanation: {
    en: "Asks the kernel how many bytes wait in the socket, to be received or to be acknowledged. It takes nothing out of the queues.",
    "zh-TW": "向核心詢問 socket 裡還有多少位元組等著被接收或確認。佇列裡的資料不會被取走。",
  },
  params: z.strictObject({
    fd: Fd,
    request: z
      .enum(["FIONREAD", "SIOCOUTQ", "SIOCATMARK"])
      .describe(
        "What to ask. FIONREAD: bytes that can be received (of datagrams, those of the next). SIOCOUTQ: bytes that were sent and are not acknowledged yet. SIOCATMARK: 1 where the next byte to be received is urgent data, else 0.",
      ),
  }),
  result: z.strictObject({
    value: z.int().min(0).describe("Bytes. For SIOCATMARK 1 or 0."),
  }),
  errnos: ["EINVAL", "ENOTTY", "EBADF", "ENOTSOCK"],
  traits: { on: "fd", looks: true },
  example: { params: { fd: 3, request: "FIONREAD" }, result: { value: 5 } },
});
