import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import type { PathAddress } from "@sockpit/protocol";

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
    this.#folder ??= mkdtempSync(join(tmpdir(), "sockpit-"));
    const absolute = posix.resolve(WORKING_DIRECTORY, path);
    const name = createHash("sha256").update(absolute).digest("hex").slice(0, NAME_LENGTH);
    return { path: join(this.#folder, name) };
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
