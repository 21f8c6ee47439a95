import { bytesFromBase64, concatBytes, limits } from "@sockpit/protocol";
import type { Call, Expression, Value, ValueFunction } from "@sockpit/protocol/scenario";
import { bytesOf } from "@sockpit/protocol/scenario";
import { Constant, isSequence, type RuntimeValue } from "./runtime-value.js";
import { StepError } from "./step-error.js";
import { pack, unpack } from "./struct.js";

/** What an expression reads. */
export interface Scope {
  readonly variables: ReadonlyMap<string, RuntimeValue>;
  /** The bytes of a data file; throws where there is none. */
  file(name: string): Uint8Array;
  call(call: Call): Promise<RuntimeValue>;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Works an expression out, left to right. */
export async function evaluate(expression: Expression, scope: Scope): Promise<RuntimeValue> {
  switch (expression.kind) {
    case "value":
      return constantValue(expression.value, scope);
    case "variable":
      return scope.variables.get(expression.name) ?? null;
    case "tuple":
    case "list": {
      const items: RuntimeValue[] = [];
      for (const item of expression.items) items.push(await evaluate(item, scope));
      return items;
    }
    case "operation": {
      const left = await evaluate(expression.left, scope);
      return operate(expression.operator, left, await evaluate(expression.right, scope));
    }
    case "index":
      return itemOf(await evaluate(expression.of, scope), expression.index);
    case "slice":
      return sliceOf(await evaluate(expression.of, scope), expression);
    case "apply": {
      const args: RuntimeValue[] = [];
      for (const argument of expression.args) args.push(await evaluate(argument, scope));
      return apply(expression.name, args);
    }
    case "call":
      return scope.call(expression.call);
    case "encode":
    case "decode":
    case "length":
      return convert(expression.kind, await evaluate(expression.of, scope));
    default:
      throw new StepError("SyntaxError", "a pattern is no value");
  }
}

/** A constant as steps work with it. */
export function constantValue(value: Value, { file }: Pick<Scope, "file">): RuntimeValue {
  if (typeof value !== "object" || value === null) return value;
  if ("bytes" in value) return bytesFromBase64(value.bytes);
  if ("hex" in value) return bytesOf(value);
  if ("file" in value) return file(value.file);
  if ("name" in value) return new Constant([value.name]);
  if ("repeat" in value) return repeat(constantValue(value.repeat, { file }), value.times);
  const items = "tuple" in value ? value.tuple : "list" in value ? value.list : undefined;
  if (items !== undefined) return items.map((item) => constantValue(item, { file }));
  throw new StepError("SyntaxError", "a pattern is no value");
}

function operate(operator: "+" | "|" | "*", left: RuntimeValue, right: RuntimeValue): RuntimeValue {
  if (operator === "|" && left instanceof Constant && right instanceof Constant)
    return new Constant([...new Set([...left.names, ...right.names])]);
  if (
    operator === "*" &&
    typeof right === "number" &&
    (typeof left === "string" || left instanceof Uint8Array)
  )
    return repeat(left, right);
  if (typeof left === "number" && typeof right === "number")
    return operator === "+" ? left + right : left * right;
  if (operator === "+") {
    if (typeof left === "string" && typeof right === "string") return bounded(left + right);
    if (left instanceof Uint8Array && right instanceof Uint8Array) return bounded(concatBytes([left, right]));
    if (isSequence(left) && isSequence(right)) return [...left, ...right];
  }
  throw new StepError("TypeError", `\`${operator}\` does not join these two values`);
}

function repeat(value: RuntimeValue, times: number): RuntimeValue {
  if (!Number.isInteger(times) || times < 0)
    throw new StepError("ValueError", "a repetition is a number of times");
  const length = typeof value === "string" || value instanceof Uint8Array ? value.length : 0;
  if (length * times > limits.dataBytes) throw tooLong();
  if (typeof value === "string") return value.repeat(times);
  if (!(value instanceof Uint8Array)) throw new StepError("TypeError", "only text and bytes are repeated");
  const bytes = new Uint8Array(length * times);
  for (let at = 0; at < bytes.length; at += length) bytes.set(value, at);
  return bytes;
}

function bounded<T extends string | Uint8Array>(value: T): T {
  if (value.length > limits.dataBytes) throw tooLong();
  return value;
}

const tooLong = () => new StepError("ValueError", `a value has at most ${limits.dataBytes} bytes`);

function itemOf(value: RuntimeValue, index: number): RuntimeValue {
  const length =
    typeof value === "string" || value instanceof Uint8Array || isSequence(value) ? value.length : undefined;
  if (length === undefined) throw new StepError("TypeError", "this value has no items");
  const item = (value as string | Uint8Array | readonly RuntimeValue[])[index < 0 ? index + length : index];
  if (item === undefined) throw new StepError("IndexError", `there is no item ${index}: it has ${length}`);
  return item;
}

function sliceOf(
  value: RuntimeValue,
  { from = 0, to }: Extract<Expression, { kind: "slice" }>,
): RuntimeValue {
  // As in Python, where a text's items are whole characters.
  if (typeof value === "string") return [...value].slice(from, to).join("");
  if (value instanceof Uint8Array) return value.slice(from, to);
  if (isSequence(value)) return value.slice(from, to);
  throw new StepError("TypeError", "this value has no items");
}

function apply(name: ValueFunction, [first = null, ...others]: readonly RuntimeValue[]): RuntimeValue {
  switch (name) {
    case "struct.pack":
      return pack(first, others);
    case "struct.unpack":
      return unpack(first, others[0] ?? null);
    case "inet_aton": {
      const parts =
        typeof first === "string" && /^\d+(\.\d+){3}$/.test(first) ? first.split(".").map(Number) : [];
      if (parts.length !== 4 || parts.some((part) => part > 255))
        throw new StepError("OSError", "illegal IP address string passed to inet_aton");
      return Uint8Array.from(parts);
    }
  }
}

function convert(kind: "encode" | "decode" | "length", value: RuntimeValue): RuntimeValue {
  if (kind === "encode" && typeof value === "string") return encoder.encode(value);
  if (kind === "decode" && value instanceof Uint8Array) {
    try {
      return decoder.decode(value);
    } catch {
      throw new StepError("UnicodeDecodeError", "these bytes are no UTF-8");
    }
  }
  if (kind === "length") {
    if (typeof value === "string") return [...value].length;
    if (value instanceof Uint8Array || isSequence(value)) return value.length;
  }
  throw new StepError("TypeError", `${kind === "length" ? "len()" : `${kind}()`} is not for this value`);
}
