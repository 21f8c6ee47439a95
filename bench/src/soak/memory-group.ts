import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { type Figure, mebibytes } from "./report.js";

/** How processes are put into a group: what is run writes itself there first, so that all that it starts is in it too. */
const ENTER = 'echo $$ > "$0/cgroup.procs" && exec "$@"';

/** The files of cgroup v1 and v2 that say the same: cgroups(7), admin-guide/cgroup-v1/memory.rst, admin-guide/cgroup-v2.rst. */
const files = {
  v1: { limit: "memory.limit_in_bytes", peak: "memory.max_usage_in_bytes", kills: "memory.oom_control" },
  v2: { limit: "memory.max", peak: "memory.peak", kills: "memory.events" },
} as const;

const REMOVE_TRIES = 100;
const REMOVE_INTERVAL_MS = 20;

type Version = keyof typeof files;

/** A control group of the soak's own, whose processes share a limit of memory, the kernel's for them included. */
export class MemoryGroup {
  readonly #folder: string;
  readonly #version: Version;
  readonly limitMebibytes: number;

  private constructor(folder: string, version: Version, limitBytes: number) {
    this.#folder = folder;
    this.#version = version;
    this.limitMebibytes = mebibytes(limitBytes);
    writeFileSync(join(folder, files[version].limit), String(limitBytes));
  }

  /** Throws where this user may make no group here. */
  static open(limitBytes: number): MemoryGroup {
    const { version, parent } = findParent();
    const folder = join(parent, `sockpit-soak-${process.pid}`);
    mkdirSync(folder);
    try {
      return new MemoryGroup(folder, version, limitBytes);
    } catch (error) {
      rmdirSync(folder);
      throw error;
    }
  }

  /** The command and arguments that stand before those of a program that runs in the group. */
  get launcher(): readonly string[] {
    return ["sh", "-c", ENTER, this.#folder];
  }

  /** Call it while the group is there. */
  figures(): Figure[] {
    const { peak, kills } = files[this.#version];
    const killed = Number(/^oom_kill (\d+)$/m.exec(this.#read(kills))?.[1] ?? 0);
    const peakBytes = Number(this.#read(peak));
    return [
      {
        what: `memory of the server's control group, of ${this.limitMebibytes.toFixed(0)} MiB`,
        // Files that the kernel has read are in it, and go when their memory is needed: memory.peak is of Linux 5.19.
        value:
          peakBytes > 0 ? `${mebibytes(peakBytes).toFixed(0)} MiB at most` : "not reported by this kernel",
        isMet: true,
      },
      { what: "processes killed for want of memory", value: String(killed), isMet: killed === 0 },
    ];
  }

  /** As soon as its processes have ended: they may have been killed a moment ago. Blocks, so that it can be done at the very end. */
  remove(): void {
    const clock = new Int32Array(new SharedArrayBuffer(4));
    for (let tries = 0; tries < REMOVE_TRIES; tries += 1) {
      try {
        rmdirSync(this.#folder);
        return;
      } catch {
        Atomics.wait(clock, 0, 0, REMOVE_INTERVAL_MS);
      }
    }
    console.log(`${this.#folder} could not be removed.`);
  }

  #read(file: string): string {
    try {
      return readFileSync(join(this.#folder, file), "utf8");
    } catch {
      return "";
    }
  }
}

/**
 * Where groups can be made. Of v1: below this process's own. Of v2, where a group with processes has no groups with limits below it:
 * beside this process's own.
 */
function findParent(): { version: Version; parent: string } {
  const memberships = readFileSync("/proc/self/cgroup", "utf8");
  const v1 = /^\d+:(?:\S+,)?memory(?:,\S+)?:(.*)$/m.exec(memberships)?.[1];
  if (v1 !== undefined) return { version: "v1", parent: folderOf(v1, / - cgroup \S+ (?:\S+,)?memory\b/) };
  const v2 = /^0::(.*)$/m.exec(memberships)?.[1];
  if (v2 === undefined) throw new Error("this machine has no control groups for memory");
  const parent = dirname(folderOf(v2, / - cgroup2 /));
  if (!readFileSync(join(parent, "cgroup.subtree_control"), "utf8").includes("memory")) {
    throw new Error(`the groups below ${parent} have no limits of memory`);
  }
  return { version: "v2", parent };
}

/** Where a group is in the file system: mountinfo of proc_pid_mountinfo(5). */
function folderOf(group: string, mount: RegExp): string {
  const line = readFileSync("/proc/self/mountinfo", "utf8")
    .split("\n")
    .find((each) => mount.test(each));
  const [, , , root, mountPoint] = line?.split(" ") ?? [];
  if (root === undefined || mountPoint === undefined) throw new Error("control groups are not mounted");
  return join(mountPoint, relative(root, group));
}
