import { z } from "zod";
import { describeCommand } from "../describe.js";
import { Fd, Nothing, Timeout } from "./shared.js";

export const settimeout = describeCommand({
  summary: "Bound how long calls on this socket wait: null forever, 0 not at all, else seconds.",
  manPage: "fcntl(2), O_NONBLOCK; Python socket.settimeout",
  params: z.strictObject({ fd: Fd, timeout: Timeout }),
  result: Nothing,
  errnos: ["EBADF"],
  traits: { on: "fd", sets: "timeout" },
  example: { params: { fd: 3, timeout: 2.5 }, result: {} },
});
