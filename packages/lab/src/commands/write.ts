import { errnoFailure } from "@sockpit/protocol";
import { chain, PipeEnd, Socket } from "@sockpit/sockets";
import type { Handler } from "./handler.js";

export const write: Handler<"write"> = ({ fd, data }, { fds, network, wait }) => {
  const file = fds.file(fd, "write");
  if (file instanceof PipeEnd) return chain(file.write(data, wait), (bytes) => ({ bytes }));
  if (!(file instanceof Socket)) throw errnoFailure("write", "EINVAL");
  network.prepareSend(file);
  return chain(file.send(data, wait), (bytes) => ({ bytes }));
};
