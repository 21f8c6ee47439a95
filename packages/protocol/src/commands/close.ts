import { z } from "zod";
import { describeCommand } from "../describe.js";
import { Fd, Nothing } from "./shared.js";

export const close = describeCommand({
  summary:
    "Free the descriptor; whoever waits on it wakes with EBADF. With SO_LINGER, wait until all is sent.",
  manPage: "close(2)",
  params: z.strictObject({ fd: Fd }),
  result: Nothing,
  errnos: ["EBADF"],
  traits: { on: "fd", closes: "descriptor", waits: { expiry: "returns" } },
  example: { params: { fd: 3 }, result: {} },
});
