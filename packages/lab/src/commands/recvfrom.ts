import type { Handler } from "./handler.js";

export const recvfrom: Handler<"recvfrom"> = async (
  { fd, bufsize, flags, timeout },
  { fds, network, wait },
) => {
  const received = await fds.get(fd, "recvfrom").recvfrom(bufsize, { ...wait, flags, timeout });
  const { address } = received;
  return { ...received, address: address === null ? null : network.toProgram(address) };
};
