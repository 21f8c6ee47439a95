/** struct msghdr of sendmsg(2) and recvmsg(2), with all that it points at. */
import { bounds } from "../bounds.js";
import { addressOf, isPinned, pinnedBytes, Scratch } from "./memory.js";
import { bytes, struct } from "./struct.js";
import { iovec, msghdr, SOCKADDR_BYTES } from "./structs.js";

/** As much data as may stand in memory that moves. */
const SMALL_BYTES = 64;

/** The header, and what it points at. */
const block = struct("a message", {
  header: msghdr,
  vector: iovec,
  name: bytes(SOCKADDR_BYTES),
  smallData: bytes(SMALL_BYTES),
  control: bytes(bounds.ancillaryBytes),
});
const { header, vector, name, smallData, control } = block.fields;

/** A header's memory, which the next message uses again. */
class Message {
  /** What the call is given: the header stands first. */
  readonly bytes = pinnedBytes(block.sizeBytes);
  /** The address that recvmsg(2) wrote. */
  readonly name: Uint8Array;
  readonly #view = new DataView(this.bytes.buffer);
  readonly #control: Uint8Array;
  readonly #smallData: Uint8Array;
  readonly #pointers: { name: bigint; smallData: bigint; control: bigint };

  constructor() {
    const view = this.#view;
    this.name = name.get(view);
    this.#control = control.get(view);
    this.#smallData = smallData.get(view);
    this.#pointers = {
      name: addressOf(this.name),
      smallData: addressOf(this.#smallData),
      control: addressOf(this.#control),
    };
    header.msg_iov.set(view, addressOf(this.bytes) + BigInt(vector.iov_base.offset));
    header.msg_iovlen.set(view, 1);
  }

  get nameBytes(): number {
    return header.msg_namelen.get(this.#view);
  }

  /** The ancillary data that came. */
  get control(): Uint8Array {
    return this.#control.subarray(0, header.msg_controllen.get(this.#view));
  }

  get flags(): number {
    return header.msg_flags.get(this.#view);
  }

  /** Makes room for a message of up to `lengthBytes` in `buffer`. */
  setIncoming({ buffer, lengthBytes, controlBytes }: Incoming): void {
    this.#setName(this.#pointers.name, SOCKADDR_BYTES);
    this.#setData(addressOf(buffer), lengthBytes);
    this.#setControl(this.#pointers.control, Math.min(controlBytes, bounds.ancillaryBytes));
  }

  setOutgoing({ data, control: items, sockaddr }: Outgoing): void {
    if (sockaddr !== undefined) this.name.set(sockaddr);
    this.#setName(sockaddr === undefined ? 0n : this.#pointers.name, sockaddr?.length ?? 0);
    const stands = isPinned(data);
    if (!stands) this.#smallData.set(data);
    this.#setData(stands ? addressOf(data) : this.#pointers.smallData, data.length);
    this.#setControl(addressOf(items), items.length);
  }

  #setName(pointer: bigint, lengthBytes: number): void {
    header.msg_name.set(this.#view, pointer);
    header.msg_namelen.set(this.#view, lengthBytes);
  }

  #setData(pointer: bigint, lengthBytes: number): void {
    vector.iov_base.set(this.#view, pointer);
    vector.iov_len.set(this.#view, lengthBytes);
  }

  #setControl(pointer: bigint, lengthBytes: number): void {
    header.msg_control.set(this.#view, pointer);
    header.msg_controllen.set(this.#view, lengthBytes);
  }
}

const scratch = new Scratch(() => new Message());

/** Where a message is to be received: `lengthBytes` of steady bytes, and `controlBytes` within `bounds.ancillaryBytes`. */
interface Incoming {
  readonly buffer: Uint8Array;
  readonly lengthBytes: number;
  readonly controlBytes: number;
}

/**
 * Lends a header with room for a message and its sender's address to one recvmsg(2).
 * SAFETY: `buffer` holds `lengthBytes`, and is referenced until `call` returns.
 */
export function withIncoming<R>(incoming: Incoming, call: (message: Message) => R): R {
  return scratch.use((message) => {
    message.setIncoming(incoming);
    return call(message);
  });
}

/** A message to send. */
interface Outgoing {
  readonly data: Uint8Array;
  /** Of `encodeControl`. */
  readonly control: Uint8Array;
  /** An encoded address; absent for the peer. */
  readonly sockaddr: Uint8Array | undefined;
}

/**
 * Lends the bytes of a header for a message to one sendmsg(2).
 * SAFETY: all that the message is made of is referenced until `call` returns.
 */
export function withOutgoing<R>(outgoing: Outgoing, call: (header: Uint8Array) => R): R {
  return scratch.use((message) => {
    message.setOutgoing(outgoing);
    return call(message.bytes);
  });
}
