import { z } from "zod";
import { describeCommand } from "../describe.js";
import { Fd } from "./shared.js";

export const epoll_create1 = describeCommand({
  summary: "Make an epoll instance, which watches descriptors, and give it a descriptor itself.",
  manPage: "epoll_create(2)",
  params: z.strictObject({}),
  result: z.strictObject({ fd: Fd.describe("The descriptor of the new epoll instance.") }),
  errnos: ["EMFILE", "ENFILE"],
  traits: { opens: "fd", looks: true },
  example: { params: {}, result: { fd: 3 } },
});
