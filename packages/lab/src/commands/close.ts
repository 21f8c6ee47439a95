import type { Handler } from "./handler.js";

export const close: Handler<"close"> = ({ fd }, { fds }) => {
  fds.close(fd);
  return {};
};
