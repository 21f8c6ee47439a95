import { errnoFailure } from "@sockpit/protocol";
import { PipeEnd } from "@sockpit/sockets";
import type { Handler } from "./handler.js";

export const settimeout: Handler<"settimeout"> = ({ fd, timeout }, { fds }) => {
  const file = fds.file(fd, "settimeout");
  if (!(file instanceof PipeEnd)) fds.get(fd, "settimeout").timeout = timeout;
  else if (timeout === null || timeout === 0) file.isNonBlocking = timeout === 0;
  else throw errnoFailure("settimeout", "EINVAL");
  return {};
};
