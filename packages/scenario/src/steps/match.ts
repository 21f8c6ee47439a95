import type { Expression, Value } from "@sockpit/protocol/scenario";
import { constantValue, evaluate, type Scope } from "./evaluate.js";
import { isEqual, isSequence, type RuntimeValue } from "./runtime-value.js";

/** Whether a value is what a pattern says. */
export async function matches(pattern: Expression, value: RuntimeValue, scope: Scope): Promise<boolean> {
  switch (pattern.kind) {
    case "any":
      return true;
    case "not":
      return !(await matches(pattern.of, value, scope));
    case "parts":
      return matchesParts(await partsOf(pattern.parts, scope), value);
    case "tuple":
    case "list": {
      if (!isSequence(value) || value.length !== pattern.items.length) return false;
      for (const [at, item] of pattern.items.entries())
        if (!(await matches(item, value[at] ?? null, scope))) return false;
      return true;
    }
    default:
      return isEqual(await evaluate(pattern, scope), value);
  }
}

async function partsOf(parts: readonly Expression[], scope: Scope): Promise<Part[]> {
  const read: Part[] = [];
  for (const part of parts) read.push(part.kind === "any" ? undefined : await evaluate(part, scope));
  return read;
}

/** The same for the pattern of an expectation. */
export function matchesValue(pattern: Value, value: RuntimeValue, files: Pick<Scope, "file">): boolean {
  if (typeof pattern === "object" && pattern !== null) {
    if ("any" in pattern) return true;
    if ("not" in pattern) return !matchesValue(pattern.not, value, files);
    if ("parts" in pattern)
      return matchesParts(
        pattern.parts.map((part) => partOf(part, files)),
        value,
      );
    const items = "tuple" in pattern ? pattern.tuple : "list" in pattern ? pattern.list : undefined;
    if (items !== undefined) {
      if (!isSequence(value) || value.length !== items.length) return false;
      return items.every((item, at) => matchesValue(item, value[at] ?? null, files));
    }
  }
  return isEqual(constantValue(pattern, files), value);
}

function partOf(part: Value, files: Pick<Scope, "file">): Part {
  return typeof part === "object" && part !== null && "any" in part ? undefined : constantValue(part, files);
}

/** A fixed part, or undefined for anything. */
type Part = RuntimeValue | undefined;

/** Each fixed part is searched for behind the one before; the first and the last are anchored where nothing is beside them. */
function matchesParts(parts: readonly Part[], value: RuntimeValue): boolean {
  if (typeof value === "string")
    return matchesText(parts, value, (part) => (typeof part === "string" ? part : undefined));
  if (!(value instanceof Uint8Array)) return false;
  // Each byte as one character, so that both kinds are searched alike.
  return matchesText(parts, latin1(value), (part) => (part instanceof Uint8Array ? latin1(part) : undefined));
}

const latin1Decoder = new TextDecoder("latin1");
/** `latin1` is windows-1252 to a TextDecoder, which is one to one all the same. */
const latin1 = (bytes: Uint8Array) => latin1Decoder.decode(bytes);

function matchesText(
  parts: readonly Part[],
  text: string,
  textOf: (part: Part) => string | undefined,
): boolean {
  let from = 0;
  for (const [at, part] of parts.entries()) {
    if (part === undefined) continue;
    const wanted = textOf(part);
    if (wanted === undefined) return false;
    const isFree = at > 0 && parts[at - 1] === undefined;
    const isLast = at === parts.length - 1;
    const found = isLast && isFree ? text.lastIndexOf(wanted) : text.indexOf(wanted, from);
    if (found < from || (!isFree && found !== from)) return false;
    from = found + wanted.length;
    if (isLast && from !== text.length) return false;
  }
  return true;
}
