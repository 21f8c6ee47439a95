import type { Handler } from "./handler.js";

export const close: Handler<"close"> = async ({ fd }, { fds, wait }) => {
  await fds.close(fd, wait);
  return {};
};
