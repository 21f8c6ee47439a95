import type { Handler } from "./handler.js";

export const settimeout: Handler<"settimeout"> = ({ fd, timeout }, { fds }) => {
  fds.get(fd, "settimeout").timeout = timeout;
  return {};
};
