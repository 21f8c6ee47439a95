import { z } from "zod";
import { describeCommand } from "../describe.js";
import { Fd } from "./shared.js";

export const epoll_create1 = describeCommand({
  summary: "Make an epoll instance, which watches descriptors, and give it a descriptor itself.",
  manPage: "epoll_create(2)",
  explanation: {
    en: "Makes an epoll instance, which watches many descriptors at once. It is a descriptor itself.",
    "zh-TW": "建立一個 epoll 執行個體（instance），可以同時監看許多描述子。它自己也是一個描述子。",
  },
  params: z.strictObject({}),
  result: z.strictObject({ fd: Fd.describe("The descriptor of the new epoll instance.") }),
  errnos: ["EMFILE", "ENFILE"],
  traits: { opens: "fd", makes: "epoll", looks: true },
  example: { params: {}, result: { fd: 3 } },
});
