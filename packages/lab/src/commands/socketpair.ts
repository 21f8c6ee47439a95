import { errnoFailure } from "@sockpit/protocol";
import { expectProtocol } from "../networks/expect-protocol.js";
import type { Handler } from "./handler.js";

export const socketpair: Handler<"socketpair"> = ({ family, type, proto }, { fds, network }) => {
  expectProtocol("socketpair", { family, type, proto });
  // The kernel has pairs of Unix sockets only. They have no address, so nothing needs the gate.
  if (family !== "AF_UNIX") throw errnoFailure("socketpair", "EOPNOTSUPP");
  const room = fds.reserve("socketpair", 2);
  try {
    const [first, second] = network.pair({ family, type, proto });
    return { fds: [fds.add(first, room), fds.add(second, room)] };
  } finally {
    room.release();
  }
};
