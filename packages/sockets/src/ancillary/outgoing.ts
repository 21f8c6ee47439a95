import type { Family } from "../constants.js";
import { type Description, markSent } from "../description.js";
import { optionLevels } from "../socket-constants.js";
import { type ControlMessage, encodeControl, encodeInts } from "../system/control-message.js";
import type { SentAncillary } from "./ancillary.js";
import { ancillaryKinds } from "./kinds.js";

/**
 * Ancillary data of one sendmsg(2), encoded. As the kernel does, it holds what it passes until the call is over: a
 * number that the program closes while the call waits must not come to mean another file.
 */
export class OutgoingAncillary {
  readonly control: Uint8Array;
  readonly #passed: { description: Description; release: () => void }[] = [];
  readonly #family: Family;

  /** EBADF for a file that is closed. */
  constructor(items: readonly SentAncillary[], family: Family) {
    this.#family = family;
    try {
      this.control = encodeControl(items.map((item) => this.#encode(item)));
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** The kernel took it, with the first bytes of its message. Only Unix sockets pass files. */
  taken(): void {
    if (this.#family !== "AF_UNIX") return;
    for (const { description } of this.#passed) markSent(description);
  }

  close(): void {
    for (const { release } of this.#passed.splice(0)) release();
  }

  #encode(item: SentAncillary): ControlMessage {
    const { level, number: type } = ancillaryKinds[item.type];
    const data = item.type === "SCM_RIGHTS" ? this.#hold(item.files) : bytesOf(item.value);
    return { level: optionLevels[level], type, data };
  }

  #hold(files: Extract<SentAncillary, { type: "SCM_RIGHTS" }>["files"]): Uint8Array {
    const numbers = files.map(({ held }) => {
      const fd = held.open("sendmsg");
      this.#passed.push({ description: held.description, release: held.retain() });
      return fd;
    });
    return encodeInts(numbers);
  }
}

function bytesOf(value: number | Uint8Array): Uint8Array {
  return typeof value === "number" ? encodeInts([value]) : value;
}
