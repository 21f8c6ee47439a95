import type { Handler } from "./handler.js";

export const recv: Handler<"recv"> = ({ fd, bufsize, flags, timeout }, { fds, wait }) =>
  fds.get(fd, "recv").receive(bufsize, { ...wait, flags, timeout });
