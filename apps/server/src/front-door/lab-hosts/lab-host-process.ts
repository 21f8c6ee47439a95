import { type ChildProcess, spawn } from "node:child_process";
import { Socket } from "node:net";
import type { Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { Isolation, NetworkKind } from "@sockpit/protocol";
import { type DescriptorChannel, openDescriptorChannel } from "../../between/descriptor-channel.js";
import { type LabHostStart, writeLabHostStart } from "../../between/lab-host-start.js";
import { BODY_CHANNEL_FD, parseFromLabHost } from "../../between/messages.js";
import { handleComplaint } from "../../between/node-handle.js";
import { SettingError } from "../options.js";
import { memoryLimitBytes } from "./memory-limit.js";
import { makeFolder, removeFolder } from "./temporary-folder.js";

const entryPoint = fileURLToPath(new URL("../../lab-host/main.js", import.meta.url));

/** unshare(1): a user namespace, in which it is root, and a network namespace. No privilege is needed or gained. */
const unshareArguments = ["unshare", "--user", "--net", "--map-root-user", "--"];

/**
 * What of root's capabilities a lab host is left with: over its own namespaces, to make networks and see packets; of a
 * mapped one, over the machine's, to see packets and bind the low ports.
 */
const capabilities = {
  isolated: ["sys_admin", "net_admin", "net_raw", "net_bind_service"],
  mapped: ["net_raw", "net_bind_service"],
} as const satisfies Record<NetworkKind, readonly string[]>;

/** What the heaps of all lab hosts may take of the memory. Records outside them, the front door and sockets take the rest. */
const HEAPS_SHARE = 3 / 8;
const MIN_HEAP_MEBIBYTES = 64;
const SEMI_SPACE_MEBIBYTES = 2;

/** A lab host is up in half a second; a machine under load takes longer. */
const START_DEADLINE_MS = 30_000;

/** A lab host that did not come up, and what it said. */
export class LabHostStartError extends Error {
  override readonly name = "LabHostStartError";
}

export interface StartOptions extends Omit<LabHostStart, "folder" | "index"> {
  /** Whether it is to give up, before it starts, what it does not need: setpriv(1). */
  readonly isConfined: boolean;
}

/** A lab host that is up. */
export interface RunningProcess {
  readonly child: ChildProcess;
  /** Resolves when it has ended and its folder is removed. */
  readonly ended: Promise<void>;
  readonly channel: DescriptorChannel;
  /** Where its large bodies go. */
  readonly bodies: Writable;
  readonly network: NetworkKind;
  readonly isolation: Isolation;
}

/** Starts a lab host and waits until it is up. `LabHostStartError`. */
export async function startProcess({
  isConfined,
  ...options
}: StartOptions & { index: number }): Promise<RunningProcess> {
  const { network, share } = options;
  const [command = process.execPath, ...args] = [
    ...(network === "isolated" ? unshareArguments : []),
    ...(isConfined ? setprivArguments(network) : []),
    process.execPath,
    ...heapArguments(share),
    entryPoint,
  ];
  const folder = makeFolder();
  const [ours, theirs] = openDescriptorChannel();
  try {
    const child = spawn(command, args, {
      env: { ...memoryVariables, ...process.env, ...writeLabHostStart({ ...options, folder }) },
      serialization: "advanced",
      stdio: ["ignore", "inherit", "pipe", "ipc", theirs.fd, "pipe"],
    });
    const complaint = child.stderr === null ? undefined : handleComplaint(child.stderr);
    if (complaint !== undefined) throw new SettingError(complaint);
    const ready = await untilReady(child, command);
    const exited = new Promise((resolve) => child.once("exit", resolve));
    const ended = exited.then(() => removeFolder(folder));
    return { child, ended, channel: ours, bodies: bodyChannel(child), ...ready };
  } catch (error) {
    ours.close();
    await removeFolder(folder);
    throw error;
  } finally {
    theirs.close();
  }
}

/** What cannot be written any more has no reader: the child's exit, which follows, is what counts. */
function bodyChannel({ stdio }: ChildProcess): Writable {
  const channel = (stdio as readonly unknown[])[BODY_CHANNEL_FD];
  if (!(channel instanceof Socket)) throw new LabHostStartError("it has no channel for bodies");
  return channel.on("error", () => undefined);
}

/** setpriv(1): no program that it would start gains privileges, and of root's it keeps those that are listed. */
function setprivArguments(network: NetworkKind): string[] {
  const kept = capabilities[network].map((name) => `,+${name}`).join("");
  const isRoot = network === "isolated" || process.geteuid?.() === 0;
  const ofRoot = isRoot ? [`--bounding-set=-all${kept}`, "--inh-caps=-all"] : [];
  return ["setpriv", "--no-new-privs", ...ofRoot, "--"];
}

/**
 * mallopt(3): glibc gives memory of this size and more back to the system as soon as it is free, and without this keeps it,
 * in pieces. Labs' records come in such segments; what a socket reads into, 64 KiB, is smaller.
 */
const memoryVariables = { MALLOC_MMAP_THRESHOLD_: String(66 * 1024) };

/**
 * V8 collects young objects with the help of other threads, for which the one that serves all labs waits. There is a lab host for each
 * core, and so none left for them: where both cores of a machine were busy, half of these collections took longer than 13 ms so, and 4
 * without. Marking goes on in other threads, and nobody waits for that.
 */
const COLLECTS_ALONE = "--no-parallel-scavenge";

/**
 * V8 would size each process's heap as if it had the container's memory to itself. What is new would have three spaces of
 * 16 MiB, and buffers outside the heap stay until these are collected: with small ones that is after a few messages.
 */
function heapArguments(share: number): string[] {
  const forNew = `--max-semi-space-size=${SEMI_SPACE_MEBIBYTES}`;
  const memoryBytes = memoryLimitBytes();
  if (memoryBytes === undefined) return [COLLECTS_ALONE, forNew];
  const heapMebibytes = Math.max(MIN_HEAP_MEBIBYTES, (memoryBytes * HEAPS_SHARE * share) / 2 ** 20);
  return [COLLECTS_ALONE, forNew, `--max-old-space-size=${Math.floor(heapMebibytes)}`];
}

/** The first message says what the host can offer. Whatever it prints to stderr before that explains a failure. */
async function untilReady(
  child: ChildProcess,
  command: string,
): Promise<{ network: NetworkKind; isolation: Isolation }> {
  const timer = setTimeout(() => child.kill("SIGKILL"), START_DEADLINE_MS);
  try {
    return await new Promise((resolve, reject) => {
      let said = "";
      const gather = (chunk: Buffer) => {
        said += chunk.toString();
      };
      child.stderr?.on("data", gather);
      child.once("message", (raw) => {
        child.stderr?.off("data", gather);
        child.stderr?.pipe(process.stderr, { end: false });
        const message = parseFromLabHost(raw);
        if (message.type === "ready") resolve(message);
      });
      child.once("error", (error: NodeJS.ErrnoException) => {
        const why =
          error.code === "ENOENT" ? `${command}(1) was not found; it is part of util-linux` : error.message;
        reject(new LabHostStartError(why));
      });
      child.once("close", () => reject(new LabHostStartError(said.trim() || "it ended without a word")));
    });
  } finally {
    clearTimeout(timer);
  }
}
