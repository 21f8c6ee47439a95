import type { Handler } from "./handler.js";

export const fcntl: Handler<"fcntl"> = ({ fd, operation, value }, { fds, pipes }) => {
  const end = fds.pipeEnd(fd, "fcntl");
  return { value: operation === "F_GETPIPE_SZ" ? end.capacityBytes : pipes.resize(end, value) };
};
