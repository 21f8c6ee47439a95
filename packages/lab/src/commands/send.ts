import type { Handler } from "./handler.js";

export const send: Handler<"send"> = async ({ fd, data, flags }, { fds, wait }) => ({
  bytes: await fds.get(fd, "send").send(data, { ...wait, flags }),
});
