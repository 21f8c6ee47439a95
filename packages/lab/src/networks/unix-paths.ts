import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, statSync, unlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { errnoFailure, labFolders, limits, type PathAddress, WORKING_DIRECTORY } from "@sockpit/protocol";
import { nodeCall } from "@sockpit/sockets";
import { removeFolder } from "./remove-folder.js";

/** In the lab's folder, a name that nothing ever has: below it, the kernel says ENOENT. */
const ABSENT_NAME = "absent";

/** Names that are remembered: of all paths that there may be, and as many that were unlinked. */
const MAX_NAMES = 2 * limits.unixPathsPerLab;

/** More paths than these are removed in the background. */
const REMOVED_AT_ONCE = 64;

/** Hexadecimal digits of a path's hash: long enough never to meet, short enough for sun_path. */
const NAME_LENGTH = 24;

/**
 * AF_UNIX paths ignore network namespaces, so a lab keeps its own in a folder of its own, under short
 * names (sun_path holds 108 bytes: unix(7)). Programs see the paths that they gave.
 */
export class UnixPaths {
  #folder: string | undefined;
  readonly #givenByKernelPath = new Map<string, string>();
  /** Paths in the folder. A socket keeps the name of one that was unlinked. */
  readonly #present = new Set<string>();
  /** Those that programs have in file systems of their own. */
  readonly #ownFolders = new Set<string>();

  /** The folder, once a path has been used. */
  get folder(): string | undefined {
    return this.#folder;
  }

  toKernel({ path }: PathAddress): PathAddress {
    if (path === "") return { path };
    this.#folder ??= nodeCall("mkdir", () => mkdtempSync(join(tmpdir(), "sockpit-")));
    return { path: this.#kernelPath(this.#folder, path) };
  }

  /** A program has the folder of this path in its own file system. */
  addFolderOf({ path }: PathAddress): void {
    const folder = posix.dirname(absolute(path));
    if (labFolders.includes(folder)) return;
    this.#ownFolders.add(folder);
    if (this.#ownFolders.size <= limits.unixPathsPerLab) return;
    for (const oldest of this.#ownFolders) {
      this.#ownFolders.delete(oldest);
      return;
    }
  }

  /** unlink(2) of a socket's path. ENOENT where there is none. */
  unlink(path: string): void {
    const { folder } = this;
    if (folder === undefined || this.find(path) === null) throw errnoFailure("unlink", "ENOENT");
    const kernel = kernelPath(folder, path);
    nodeCall("unlink", () => unlinkSync(kernel));
    this.#present.delete(kernel);
  }

  /** Before a socket is bound to a path: ENOSPC where the lab has as many as it may have. */
  checkRoom({ path }: PathAddress): void {
    if (this.#present.size >= limits.unixPathsPerLab && !this.#present.has(path))
      throw errnoFailure("bind", "ENOSPC");
  }

  /** What stat(2) says of a socket's path; null where there is none. */
  find(path: string): { inode: number; modifiedMs: number } | null {
    if (this.#folder === undefined || path === "") return null;
    const found = statSync(kernelPath(this.#folder, path), { throwIfNoEntry: false });
    return found === undefined ? null : { inode: found.ino, modifiedMs: found.mtimeMs };
  }

  /** Remembers what a bound path was called, as the kernel does in the socket's name. */
  bound(given: PathAddress, kernel: PathAddress): void {
    if (kernel.path === "") return;
    this.#present.add(kernel.path);
    this.#givenByKernelPath.delete(kernel.path);
    this.#givenByKernelPath.set(kernel.path, given.path);
    if (this.#givenByKernelPath.size > MAX_NAMES) this.#forgetOldestUnlinked();
  }

  toProgram(address: PathAddress): PathAddress {
    const given = this.#givenByKernelPath.get(address.path);
    if (given !== undefined) return { path: given };
    // No program sees a path of the server.
    const isForgotten = this.#folder !== undefined && address.path.startsWith(this.#folder);
    return isForgotten ? { path: "" } : address;
  }

  has(path: string): boolean {
    return this.#givenByKernelPath.has(path);
  }

  close(): void {
    const folder = this.#folder;
    if (folder !== undefined && this.#present.size <= REMOVED_AT_ONCE) {
      rmSync(folder, { recursive: true, force: true });
    } else if (folder !== undefined) void removeFolder(folder);
    this.#folder = undefined;
    this.#givenByKernelPath.clear();
    this.#present.clear();
  }

  /** What exists for the program exists for the kernel: folders, and what may be made in them. */
  #kernelPath(folder: string, given: string): string {
    const path = absolute(given);
    if (this.#hasFolder(path)) return folder;
    const canBeMade = this.#hasFolder(posix.dirname(path)) && !given.endsWith("/");
    return canBeMade ? kernelPath(folder, given) : join(folder, ABSENT_NAME, ABSENT_NAME);
  }

  #hasFolder(path: string): boolean {
    return labFolders.includes(path) || this.#ownFolders.has(path);
  }

  #forgetOldestUnlinked(): void {
    for (const path of this.#givenByKernelPath.keys()) {
      if (this.#present.has(path)) continue;
      this.#givenByKernelPath.delete(path);
      return;
    }
  }
}

function absolute(path: string): string {
  return posix.resolve(WORKING_DIRECTORY, path);
}

function kernelPath(folder: string, given: string): string {
  const name = createHash("sha256").update(absolute(given)).digest("hex").slice(0, NAME_LENGTH);
  return join(folder, name);
}
