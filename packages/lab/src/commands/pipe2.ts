import { PipeEnd } from "@sockpit/sockets";
import type { Handler } from "./handler.js";

export const pipe2: Handler<"pipe2"> = ({ flags }, { fds, pipes }) => {
  const room = fds.reserve("pipe2", 2);
  try {
    const [reader, writer] = PipeEnd.pair();
    for (const end of [reader, writer]) end.isNonBlocking = flags.includes("O_NONBLOCK");
    pipes.opened(reader, writer);
    return { fds: [fds.add(reader, room), fds.add(writer, room)] };
  } finally {
    room.release();
  }
};
