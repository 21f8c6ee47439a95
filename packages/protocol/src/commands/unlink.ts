import { describeCommand } from "../describe.js";
import { PathAddress } from "../values/address.js";
import { Nothing } from "./shared.js";

export const unlink = describeCommand({
  summary: "Remove the path of a Unix socket. The socket stays; its path can be bound again.",
  manPage: "unlink(2)",
  params: PathAddress,
  result: Nothing,
  errnos: ["ENOENT"],
  traits: {},
  example: { params: { path: "/tmp/server.sock" }, result: {} },
});
