import type { Handler } from "./handler.js";

export const recvmsg: Handler<"recvmsg"> = async ({ fd, bufsize, flags }, { fds, network, wait }) => {
  const received = await fds.get(fd, "recvmsg").recvmsg(bufsize, { ...wait, flags });
  const { address } = received;
  return { ...received, address: address === null ? null : network.toProgram(address) };
};
