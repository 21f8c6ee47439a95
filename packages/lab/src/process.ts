import type { ProcessInfo } from "@sockpit/protocol";
import { Socket } from "@sockpit/sockets";
import type { LabConditions } from "./conditions/lab-conditions.js";
import type { ProcessConditions } from "./conditions/process-conditions.js";
import type { LabDescriptors } from "./descriptors/lab-descriptors.js";
import { FdTable } from "./fd-table.js";
import type { LabHost } from "./networks/lab-network.js";
import type { Network } from "./networks/network.js";

/** Where a process runs. */
interface ProcessPlace extends LabHost {
  readonly descriptors: LabDescriptors;
  readonly conditions: LabConditions;
}

/** One running program: a name, a pid, its fds, and the calls that it has under way. */
export class Process {
  readonly pid: number;
  readonly name: string;
  /** In a lab with a wire: the host that it runs on. */
  readonly host: string | undefined;
  readonly network: Network;
  readonly fds: FdTable;
  /** What is done to its calls; undefined where nothing is. */
  readonly conditions: ProcessConditions | undefined;
  /** Numbers of the calls that wait for the kernel. */
  readonly blockedCalls = new Set<number>();
  /** What is done when it ends. */
  readonly releases = new Set<() => void>();

  constructor(pid: number, name: string, { host, network, descriptors, conditions }: ProcessPlace) {
    this.pid = pid;
    this.name = name;
    this.host = host;
    this.network = network;
    this.conditions = conditions.ofProcess(name);
    this.fds = new FdTable(descriptors);
  }

  /** The kernel's cookie of the open socket whose descriptor stands in a field of a call's params or result. */
  cookieOf(values: object, field: string | undefined): string | undefined {
    return this.socketOf(values, field)?.cookie;
  }

  /** The open socket whose descriptor stands in a field of a call's params or result. */
  socketOf(values: object, field: string | undefined): Socket | undefined {
    const fd = field === undefined ? undefined : (values as Record<string, unknown>)[field];
    const file = typeof fd === "number" ? this.fds.find(fd) : undefined;
    return file instanceof Socket ? file : undefined;
  }

  /** Whether a call's `fd`, or the `family` that it names, is a Unix socket's. */
  isUnix(input: object): boolean {
    const { fd, family } = input as { fd?: unknown; family?: unknown };
    const file = typeof fd === "number" ? this.fds.find(fd) : undefined;
    return (file instanceof Socket ? file.family : family) === "AF_UNIX";
  }

  info(): ProcessInfo {
    return {
      pid: this.pid,
      name: this.name,
      ...(this.host === undefined ? {} : { host: this.host }),
      state: this.blockedCalls.size > 0 ? "blocked" : "running",
      fds: this.fds.fds(),
    };
  }
}
