import { errnoFailure } from "@sockpit/protocol";
import { chain, PipeEnd, Socket } from "@sockpit/sockets";
import type { Handler } from "./handler.js";

export const read: Handler<"read"> = ({ fd, bufsize }, { fds, wait }) => {
  const file = fds.file(fd, "read");
  if (file instanceof PipeEnd) return chain(file.read(bufsize, wait), (data) => ({ data }));
  if (file instanceof Socket) return chain(file.receive(bufsize, wait), ({ data }) => ({ data }));
  throw errnoFailure("read", "EINVAL");
};
