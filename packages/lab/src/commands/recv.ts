import type { Handler } from "./handler.js";

export const recv: Handler<"recv"> = async ({ fd, bufsize, flags }, { fds, wait }) => ({
  data: await fds.get(fd, "recv").recv(bufsize, { ...wait, flags }),
});
