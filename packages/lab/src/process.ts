import type { ProcessInfo } from "@sockpit/protocol";
import { FdTable } from "./fd-table.js";

/** One running program: a name, a pid, its fds, and the calls that it has under way. */
export class Process {
  readonly pid: number;
  readonly name: string;
  readonly fds = new FdTable();
  /** Numbers of the calls that wait for the kernel. */
  readonly blockedCalls = new Set<number>();

  constructor(pid: number, name: string) {
    this.pid = pid;
    this.name = name;
  }

  info(): ProcessInfo {
    return {
      pid: this.pid,
      name: this.name,
      state: this.blockedCalls.size > 0 ? "blocked" : "running",
      fds: this.fds.fds(),
    };
  }
}
