import { describeCommand } from "../describe.js";
import { PathAddress } from "../values/address.js";
import { Nothing } from "./shared.js";

export const unlink = describeCommand({
  summary: "Remove the path of a Unix socket. The socket stays; its path can be bound again.",
  manPage: "unlink(2)",
  explanation: {
    en: "Removes the path of a Unix socket. The socket itself lives on, and another can be bound to the path.",
    "zh-TW": "移除 Unix socket 的路徑。socket 本身還在，之後可以把別的 socket 綁定到同一個路徑。",
  },
  params: PathAddress,
  result: Nothing,
  errnos: ["ENOENT"],
  traits: {},
  example: { params: { path: "/tmp/server.sock" }, result: {} },
});
