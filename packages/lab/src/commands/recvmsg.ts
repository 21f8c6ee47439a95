import type { ReceivedFlag } from "@sockpit/protocol";
import { chain } from "@sockpit/sockets";
import { fdsIn, toProgramAncillary } from "../ancillary.js";
import type { Handler } from "./handler.js";

export const recvmsg: Handler<"recvmsg"> = (input, context) => {
  const { fd, bufsize, ...options } = input;
  const { fds, network, descriptors, wait } = context;
  return chain(fds.get(fd, "recvmsg").recvmsg(bufsize, { ...wait, ...options }), (received) => {
    // What was peeked at is still on its way.
    if (!options.flags.includes("MSG_PEEK")) descriptors.flying.arrived(fdsIn(received.ancillary));
    const { ancillary, isCut } = toProgramAncillary(received.ancillary, context);
    const { address } = received;
    return {
      ...received,
      address: address === null ? null : network.toProgram(address),
      flags: isCut ? withCut(received.flags) : received.flags,
      ancillary,
    };
  });
};

function withCut(flags: ReceivedFlag[]): ReceivedFlag[] {
  return flags.includes("MSG_CTRUNC") ? flags : [...flags, "MSG_CTRUNC"];
}
