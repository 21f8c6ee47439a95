import type { Handler } from "./handler.js";

export const recvfrom: Handler<"recvfrom"> = async ({ fd, bufsize, flags }, { fds, network, wait }) => {
  const { data, address } = await fds.get(fd, "recvfrom").recvfrom(bufsize, { ...wait, flags });
  return { data, address: address === null ? null : network.toProgram(address) };
};
