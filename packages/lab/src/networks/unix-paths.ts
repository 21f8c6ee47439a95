import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, statSync, unlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { errnoFailure, type PathAddress } from "@sockpit/protocol";
import { nodeCall } from "@sockpit/sockets";

/** Where a program's relative paths begin. */
const WORKING_DIRECTORY = "/home/sockpit";

/** Hexadecimal digits of a path's hash: long enough never to meet, short enough for sun_path. */
const NAME_LENGTH = 24;

/**
 * AF_UNIX paths ignore network namespaces, so a lab keeps its own in a folder of its own, under short
 * names (sun_path holds 108 bytes: unix(7)). Programs see the paths that they gave.
 */
export class UnixPaths {
  #folder: string | undefined;
  readonly #givenByKernelPath = new Map<string, string>();

  /** The folder, once a path has been used. */
  get folder(): string | undefined {
    return this.#folder;
  }

  toKernel({ path }: PathAddress): PathAddress {
    if (path === "") return { path };
    this.#folder ??= nodeCall("mkdir", () => mkdtempSync(join(tmpdir(), "sockpit-")));
    return { path: kernelPath(this.#folder, path) };
  }

  /** unlink(2) of a socket's path. ENOENT where there is none. */
  unlink(path: string): void {
    const { folder } = this;
    if (folder === undefined || this.find(path) === null) throw errnoFailure("unlink", "ENOENT");
    nodeCall("unlink", () => unlinkSync(kernelPath(folder, path)));
  }

  /** What stat(2) tells of a socket's path; null where there is none. */
  find(path: string): { inode: number; modifiedMs: number } | null {
    if (this.#folder === undefined || path === "") return null;
    const found = statSync(kernelPath(this.#folder, path), { throwIfNoEntry: false });
    return found === undefined ? null : { inode: found.ino, modifiedMs: found.mtimeMs };
  }

  /** Remembers what a bound path was called, as the kernel does in the socket's name. */
  bound(given: PathAddress, kernel: PathAddress): void {
    this.#givenByKernelPath.set(kernel.path, given.path);
  }

  toProgram(address: PathAddress): PathAddress {
    return { path: this.#givenByKernelPath.get(address.path) ?? address.path };
  }

  has(path: string): boolean {
    return this.#givenByKernelPath.has(path);
  }

  close(): void {
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = undefined;
    this.#givenByKernelPath.clear();
  }
}

function kernelPath(folder: string, given: string): string {
  const absolute = posix.resolve(WORKING_DIRECTORY, given);
  const name = createHash("sha256").update(absolute).digest("hex").slice(0, NAME_LENGTH);
  return join(folder, name);
}
