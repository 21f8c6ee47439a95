import { type Address, Family, MessageFlag, OptionLevel, SocketType } from "@sockpit/protocol";
import { Constant, isBytes, isSequence, type RuntimeValue } from "./runtime-value.js";
import { StepError } from "./step-error.js";

/** Arguments of a call by the names of its parameters, read as the server takes them. Wrong ones are a TypeError. */
export class Arguments {
  readonly #call: string;
  readonly #values: ReadonlyMap<string, RuntimeValue>;

  constructor(call: string, values: ReadonlyMap<string, RuntimeValue>) {
    this.#call = call;
    this.#values = values;
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  value(name: string): RuntimeValue {
    return this.#values.get(name) ?? null;
  }

  int(name: string, otherwise?: number): number {
    const value = this.#values.get(name) ?? otherwise;
    if (typeof value === "number" && Number.isInteger(value)) return value;
    if (typeof value === "boolean") return Number(value);
    throw this.#wrong(name, "an int");
  }

  /** In memory of their own, as messages take them. */
  bytes(name: string): Uint8Array<ArrayBuffer> {
    const value = this.value(name);
    if (isBytes(value)) return value.slice();
    if (typeof value === "string")
      throw new StepError("TypeError", `${this.#call}() needs bytes, not text: write b"…" or "…".encode()`);
    throw this.#wrong(name, "bytes");
  }

  /** Seconds; null, without a limit, where the argument is None. */
  seconds(name: string): number | null {
    const value = this.value(name);
    if (value === null || (typeof value === "number" && value >= 0)) return value;
    throw this.#wrong(name, "seconds or None");
  }

  names(name: string): readonly string[] {
    const value = this.value(name);
    if (value === null || value === 0) return [];
    if (value instanceof Constant) return value.names;
    throw this.#wrong(name, "a constant");
  }

  flags(name: string): MessageFlag[] {
    return this.names(name).map((each) => this.#oneOf(MessageFlag.options, each, name));
  }

  family(name: string, otherwise: Family): Family {
    return this.has(name) ? this.#oneOf(Family.options, this.#name(name), name) : otherwise;
  }

  /** A socket's type, and whether it is not to block. */
  type(name: string): { type: SocketType; isNonBlocking: boolean } {
    if (!this.has(name)) return { type: "SOCK_STREAM", isNonBlocking: false };
    const names = this.names(name).filter((each) => each !== "SOCK_CLOEXEC" && each !== "SOCK_NONBLOCK");
    const isNonBlocking = this.names(name).includes("SOCK_NONBLOCK");
    return { type: this.#oneOf(SocketType.options, names.join(" | "), name), isNonBlocking };
  }

  level(name: string): OptionLevel {
    return this.#oneOf(OptionLevel.options, this.#name(name), name);
  }

  option(name: string): string {
    return this.#name(name);
  }

  how(name: string): "SHUT_RD" | "SHUT_WR" | "SHUT_RDWR" {
    return this.#oneOf(["SHUT_RD", "SHUT_WR", "SHUT_RDWR"] as const, this.#name(name), name);
  }

  /** `("127.0.0.1", 8088)`, or a Unix socket's path. */
  address(name: string): Address {
    const value = this.value(name);
    if (typeof value === "string")
      return value.startsWith("\0") ? { abstract: value.slice(1) } : { path: value };
    if (isSequence(value)) {
      const [host, port, flowinfo, scopeId] = value;
      if (typeof host === "string" && typeof port === "number") {
        if (!Number.isInteger(port)) throw this.#wrong(name, "a host and a port, which is an int");
        if (port < 0 || port > 65_535)
          throw new StepError("OverflowError", `${this.#call}(): port must be 0-65535.`);
        return {
          host,
          port,
          ...(typeof flowinfo === "number" && { flowinfo }),
          ...(typeof scopeId === "number" && { scopeId }),
        };
      }
    }
    throw this.#wrong(name, 'a tuple (host, port), such as ("127.0.0.1", 8088)');
  }

  #name(name: string): string {
    const [only, ...more] = this.names(name);
    if (only === undefined || more.length > 0) throw this.#wrong(name, "one constant");
    return only;
  }

  #oneOf<const T extends string>(options: readonly T[], given: string, name: string): T {
    const option = options.find((each) => each === given);
    if (option === undefined) throw this.#wrong(name, `one of ${options.join(", ")}`);
    return option;
  }

  #wrong(name: string, expected: string): StepError {
    return new StepError("TypeError", `${this.#call}(): ${name} must be ${expected}`);
  }
}
