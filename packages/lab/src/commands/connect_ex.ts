import { CallFailure, errnoNumber } from "@sockpit/protocol";
import type { Handler } from "./handler.js";

export const connect_ex: Handler<"connect_ex"> = async ({ fd, address }, { fds, network, wait }) => {
  const socket = fds.get(fd, "connect");
  try {
    const name = await socket.connectEx(network.peerForConnect(socket, address), wait);
    return name === null ? { errno: 0 } : { errno: errnoNumber(name), name };
  } catch (failure) {
    // What the network refuses in the kernel's stead. A name that cannot be looked up fails, as in CPython.
    const { error } = failure instanceof CallFailure ? failure : {};
    const isRefusal = error?.kind === "errno" && error.syscall === "connect" && error.errno !== "EINTR";
    if (!isRefusal) throw failure;
    return { errno: error.number, name: error.errno };
  }
};
