import { fstatSync, readSync, writeSync } from "node:fs";
import { HeldFd } from "./held-fd.js";
import type { Pollable } from "./operations/poll.js";
import { checked } from "./system/libc.js";
import { MFD_CLOEXEC } from "./system/linux-constants.js";
import { memfdCreate } from "./system/memory-file-calls.js";
import { nodeCall } from "./system/node-call.js";

/**
 * An open file of the kernel that stands for something which the kernel knows nothing of, with a label that says what:
 * a process that gets it by SCM_RIGHTS can read the label. It is a file in memory: memfd_create(2).
 */
export class OpaqueFile implements Pollable {
  readonly held: HeldFd;
  readonly label: string;

  private constructor(held: HeldFd, label: string) {
    this.held = held;
    this.label = label;
  }

  /** EMFILE. */
  static create(label: string): OpaqueFile {
    const name = new TextEncoder().encode("opaque\0");
    const held = new HeldFd(checked("memfd_create", () => memfdCreate(name, MFD_CLOEXEC)));
    try {
      nodeCall("write", () => writeSync(held.number, label));
    } catch (error) {
      held.close();
      throw error;
    }
    return new OpaqueFile(held, label);
  }

  /** Takes over what `create` made somewhere. */
  static adopt(held: HeldFd): OpaqueFile {
    const { size } = fstatSync(held.number);
    const bytes = new Uint8Array(size);
    readSync(held.number, bytes, 0, size, 0);
    return new OpaqueFile(held, new TextDecoder().decode(bytes));
  }

  get closed(): boolean {
    return this.held.number === -1;
  }

  /** dup(2). EMFILE, EBADF. */
  dup(): OpaqueFile {
    return new OpaqueFile(this.held.dup(), this.label);
  }

  /** close(2). A second close does nothing. */
  close(): void {
    this.held.close();
  }
}
