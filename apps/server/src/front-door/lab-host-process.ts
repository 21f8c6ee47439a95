import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Isolation, NetworkKind } from "@sockpit/protocol";
import { type DescriptorChannel, openDescriptorChannel } from "../between/descriptor-channel.js";
import { type LabHostStart, writeLabHostStart } from "../between/lab-host-start.js";
import { parseFromLabHost } from "../between/messages.js";
import { checkNodeHandle } from "../between/node-handle.js";

const entryPoint = fileURLToPath(new URL("../lab-host/main.js", import.meta.url));

/** unshare(1): a user namespace, in which it is root, and a network namespace. No privilege is needed or gained. */
const unshareArguments = ["--user", "--net", "--map-root-user", "--", process.execPath, entryPoint];

/** A lab host is up in half a second; a machine under load takes longer. */
const START_DEADLINE_MS = 30_000;

/** A lab host that did not come up, and what it said. */
export class LabHostStartError extends Error {
  override readonly name = "LabHostStartError";
}

/** A lab host that is up. */
export interface RunningProcess {
  readonly child: ChildProcess;
  readonly channel: DescriptorChannel;
  readonly network: NetworkKind;
  readonly isolation: Isolation;
}

/** Starts a lab host and waits until it is up. `LabHostStartError`. */
export async function startProcess(settings: LabHostStart): Promise<RunningProcess> {
  const [command, args] =
    settings.network === "isolated" ? ["unshare", unshareArguments] : [process.execPath, [entryPoint]];
  const [ours, theirs] = openDescriptorChannel();
  try {
    const child = spawn(command, args, {
      env: { ...process.env, ...writeLabHostStart(settings) },
      serialization: "advanced",
      stdio: ["ignore", "inherit", "pipe", "ipc", theirs.fd],
    });
    if (child.stderr !== null) checkNodeHandle(child.stderr);
    return { child, channel: ours, ...(await untilReady(child)) };
  } catch (error) {
    ours.close();
    throw error;
  } finally {
    theirs.close();
  }
}

/** The first message says what the host can offer. Whatever it prints to stderr before that explains a failure. */
async function untilReady(child: ChildProcess): Promise<{ network: NetworkKind; isolation: Isolation }> {
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
          error.code === "ENOENT" ? "unshare(1) was not found; it is part of util-linux" : error.message;
        reject(new LabHostStartError(why));
      });
      child.once("close", () => reject(new LabHostStartError(said.trim() || "it ended without a word")));
    });
  } finally {
    clearTimeout(timer);
  }
}
