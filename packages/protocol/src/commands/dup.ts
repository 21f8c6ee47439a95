import { z } from "zod";
import { describeCommand } from "../describe.js";
import { Fd } from "./shared.js";

export const dup = describeCommand({
  summary: "Give an open socket or epoll instance a second descriptor, the lowest free one.",
  manPage: "dup(2)",
  params: z.strictObject({ fd: Fd }),
  result: z.strictObject({ fd: Fd.describe("The second descriptor.") }),
  errnos: ["EBADF", "EMFILE", "ENFILE"],
  traits: { on: "fd", opens: "fd" },
  example: { params: { fd: 3 }, result: { fd: 4 } },
});
