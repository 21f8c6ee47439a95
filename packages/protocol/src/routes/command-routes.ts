import { z } from "zod";
import { Pid } from "../values/lab.js";
import { describeRoute } from "./describe-route.js";

const address = { host: "127.0.0.1", port: 8088 };

/** One route for all commands. What a command takes and gives, its own description says. */
export const callCommand = describeRoute({
  method: "POST",
  path: "/api/labs/{lab}/commands/{command}",
  tag: "commands",
  summary: "Make a socket call.",
  description:
    "The body holds the `pid` of the calling process and the command's parameters. A call that waits is answered when it returns; closing the connection interrupts it with EINTR.",
  access: "labToken",
  answeredBy: "labHost",
  pathFields: { command: z.string().describe("The command.") },
  body: z.looseObject({ pid: Pid }),
  answer: { status: 200, description: "The call has returned.", media: { json: z.looseObject({}) } },
  duration: "call",
  errors: [
    "unknown_command",
    "no_such_process",
    "address_not_allowed",
    "option_not_allowed",
    "too_many_calls",
    "too_many_descriptors",
  ],
  example: {
    path: { command: "socket" },
    body: { pid: 1, type: "SOCK_DGRAM" },
    answer: { fd: 3 },
    followUps: [
      { path: { command: "bind" }, body: { pid: 1, fd: 3, address } },
      { path: { command: "sendto" }, body: { pid: 1, fd: 3, data: { text: "hello" }, address } },
      { path: { command: "recvfrom" }, body: { pid: 1, fd: 3, bufsize: 1024 } },
    ],
  },
});
