import type { Handler } from "./handler.js";

export const sendall: Handler<"sendall"> = async ({ fd, data, flags }, { fds, wait }) => {
  await fds.get(fd, "send").sendall(data, { ...wait, flags });
  return {};
};
