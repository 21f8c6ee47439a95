import { fstatSync } from "node:fs";
import { checked } from "./system/libc.js";
import { F_GETFL, O_ACCMODE, O_WRONLY } from "./system/linux-constants.js";
import { fcntl } from "./system/socket-calls.js";

export interface PipeIdentity {
  /** The same for both ends of a pipe, and no other pipe's while one of them is open: its inode. */
  readonly pipe: number;
  readonly direction: "read" | "write";
}

/** Which pipe's end an fd is, and which end. */
export function pipeIdentity(fd: number): PipeIdentity {
  const mode = checked("fcntl", () => fcntl(fd, F_GETFL, 0)) & O_ACCMODE;
  return { pipe: fstatSync(fd).ino, direction: mode === O_WRONLY ? "write" : "read" };
}

/** By which an end of a pipe is known again where SCM_RIGHTS has passed it on: no SO_COOKIE looks like this. */
export function pipeCookie({ pipe, direction }: PipeIdentity): string {
  return `pipe ${pipe} ${direction}`;
}
