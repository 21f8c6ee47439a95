import type { Handler } from "./handler.js";

export const shutdown: Handler<"shutdown"> = ({ fd, how }, { fds }) => {
  fds.get(fd, "shutdown").shutdown(how);
  return {};
};
