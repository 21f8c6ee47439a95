import { fstatSync } from "node:fs";
import { EpollInstance } from "../epoll-instance.js";
import type { HeldFd } from "../held-fd.js";
import { OpaqueFile } from "../opaque-file.js";
import { PipeEnd } from "../pipe-end.js";
import { Socket } from "../socket.js";

/** What an fd stands for that SCM_RIGHTS brought from another part of this program. It takes the fd over. */
export function openReceived(held: HeldFd): Socket | EpollInstance | OpaqueFile | PipeEnd {
  const file = fstatSync(held.open("recvmsg"));
  if (file.isSocket()) return Socket.adopt(held);
  if (file.isFIFO()) return PipeEnd.adopt(held);
  return file.isFile() ? OpaqueFile.adopt(held) : EpollInstance.adopt(held);
}
