import { CallFailure, type CommandResult, errnoNumber } from "@sockpit/protocol";
import { chain } from "@sockpit/sockets";
import type { Handler } from "./handler.js";

export const connect_ex: Handler<"connect_ex"> = ({ fd, address }, { fds, network, wait }) => {
  const socket = fds.get(fd, "connect");
  try {
    const outcome = chain(
      socket.connectEx(network.peerForConnect(socket, address), wait),
      (name): CommandResult<"connect_ex"> =>
        name === null ? { errno: 0 } : { errno: errnoNumber(name), name },
    );
    return outcome instanceof Promise ? outcome.catch(refusal) : outcome;
  } catch (failure) {
    return refusal(failure);
  }
};

/** What the network refuses in the kernel's stead. A name that cannot be looked up fails, as in CPython. */
function refusal(failure: unknown): CommandResult<"connect_ex"> {
  const { error } = failure instanceof CallFailure ? failure : {};
  const isRefusal = error?.kind === "errno" && error.syscall === "connect" && error.errno !== "EINTR";
  if (!isRefusal) throw failure;
  return { errno: error.number, name: error.errno };
}
