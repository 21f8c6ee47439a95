import { codedFailure } from "./call-failure.js";
import { limits } from "./limits.js";
import { excerpt } from "./values/excerpt.js";

/** Memory for one check, which never waits. Where the keys of each open object stand in the message: begin and end. */
const keyRanges = new Int32Array((limits.messageDepth + 1) * limits.objectKeys * 2);

/** By depth: 1 where an object is open, 0 where a list is; how many keys or values it has so far. */
const isObject = new Uint8Array(limits.messageDepth + 1);
const lengths = new Int32Array(limits.messageDepth + 1);

const decoder = new TextDecoder();

const TOO_DEEP = `is nested more than ${limits.messageDepth} deep`;
const TOO_MANY_VALUES = `has more than ${limits.messageValues} values`;
const TOO_MANY_KEYS = `has more than ${limits.objectKeys} keys`;

/**
 * Follows a message from its first byte to its last, and refuses with `bad_message` what no valid one needs: nesting,
 * values and keys beyond `limits`, and keys that occur twice. Such messages take more time than their size suggests to
 * decode and to validate. Nothing is decoded here.
 */
export class MessageShape {
  readonly #bytes: Uint8Array;
  #depth = 0;
  #values = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get depth(): number {
    return this.#depth;
  }

  /** Whether the innermost value that is still open is an object. */
  get isInObject(): boolean {
    return this.#depth > 0 && isObject[this.#depth] === 1;
  }

  addValue(): void {
    this.#values += 1;
    if (this.#values > limits.messageValues) this.#refuseWhole(TOO_MANY_VALUES);
    if (this.#depth > 0 && isObject[this.#depth] === 0) lengths[this.#depth] = this.#length + 1;
  }

  /** What the innermost value says that it holds, before any of it has come. */
  announce(length: number): void {
    if (this.isInObject && length > limits.objectKeys) this.refuse(TOO_MANY_KEYS);
    if (this.#values + length > limits.messageValues) this.#refuseWhole(TOO_MANY_VALUES);
  }

  /** A list or an object begins: it is a value itself. */
  open(kind: "list" | "object"): void {
    this.addValue();
    if (this.#depth === limits.messageDepth) this.#refuseWhole(TOO_DEEP);
    this.#depth += 1;
    isObject[this.#depth] = kind === "object" ? 1 : 0;
    lengths[this.#depth] = 0;
  }

  close(): void {
    if (this.#depth > 0) this.#depth -= 1;
  }

  /** A key of the innermost object: its bytes, quotes left out. */
  addKey(start: number, end: number): void {
    const count = this.#length;
    if (count === limits.objectKeys) this.refuse(TOO_MANY_KEYS);
    if (end - start > limits.keyBytes) this.refuse(`has a key of more than ${limits.keyBytes} bytes`);
    const first = this.#firstRange();
    for (let range = first; range < first + 2 * count; range += 2) {
      if (this.#isSameKey(range, start, end))
        this.refuse(`has the key ${JSON.stringify(this.#text(start, end))} twice`);
    }
    keyRanges[first + 2 * count] = start;
    keyRanges[first + 2 * count + 1] = end;
    lengths[this.#depth] = count + 1;
  }

  /** Throws `bad_message`, which names the innermost open value and the rule that it breaks. */
  refuse(rule: string): never {
    const field = excerpt(this.#path());
    if (field === "") throw codedFailure("bad_message", `The message ${rule}.`);
    throw codedFailure("bad_message", `${field}: ${rule}`, { field });
  }

  /** The same for a rule that the message as a whole breaks, there. */
  #refuseWhole(rule: string): never {
    this.refuse(this.#depth > 1 ? `the message ${rule}` : rule);
  }

  get #length(): number {
    return lengths[this.#depth] ?? 0;
  }

  #firstRange(depth = this.#depth): number {
    return depth * limits.objectKeys * 2;
  }

  #isSameKey(range: number, start: number, end: number): boolean {
    const other = keyRanges[range] ?? 0;
    if ((keyRanges[range + 1] ?? 0) - other !== end - start) return false;
    for (let at = 0; at < end - start; at += 1) {
      if (this.#bytes[other + at] !== this.#bytes[start + at]) return false;
    }
    return true;
  }

  /** From the whole message to the innermost open value: `params.fds.2`. */
  #path(): string {
    const parts: string[] = [];
    for (let depth = 1; depth < this.#depth; depth += 1) {
      const last = (lengths[depth] ?? 0) - 1;
      const range = this.#firstRange(depth) + 2 * last;
      parts.push(
        isObject[depth] === 1 ? this.#text(keyRanges[range] ?? 0, keyRanges[range + 1] ?? 0) : String(last),
      );
    }
    return parts.join(".");
  }

  #text(start: number, end: number): string {
    return decoder.decode(this.#bytes.subarray(start, end));
  }
}
