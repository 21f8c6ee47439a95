/**
 * What a value must be, as plain data: a validator of it needs no zod. Names and ranges are not in it; who reads a name
 * looks it up. Of fields, those that end with `?` may be missing.
 */
export type AnswerShape =
  | "any"
  | "boolean"
  | "bytes"
  | "int"
  | "null"
  | "number"
  | "string"
  | { is: string | number | boolean }
  | { list: AnswerShape }
  | { tuple: readonly AnswerShape[] }
  | { fields: Readonly<Record<string, AnswerShape>> }
  /** The first that fits: of objects, those with more fields come first. */
  | { oneOf: readonly AnswerShape[] };

const NO_FIT = Symbol();

/**
 * A value of a newer server may have more fields: those that the shape does not have are left out. Throws TypeError where a
 * value is not what it must be.
 */
export function readShape(shape: AnswerShape, value: unknown): unknown {
  const read = fitted(shape, value);
  if (read === NO_FIT) throw new TypeError("The server's answer is not what this version can read.");
  return read;
}

function fitted(shape: AnswerShape, value: unknown): unknown {
  if (typeof shape === "string") return isScalar(shape, value) ? value : NO_FIT;
  if ("is" in shape) return value === shape.is ? value : NO_FIT;
  if ("oneOf" in shape) return firstFitted(shape.oneOf, value);
  if ("fields" in shape) return fittedFields(shape.fields, value);
  if (!Array.isArray(value)) return NO_FIT;
  if ("list" in shape) return fittedItems(value, () => shape.list);
  if (value.length !== shape.tuple.length) return NO_FIT;
  return fittedItems(value, (index) => shape.tuple[index] ?? "any");
}

function isScalar(shape: AnswerShape & string, value: unknown): boolean {
  switch (shape) {
    case "any":
      return true;
    case "null":
      return value === null;
    case "bytes":
      return value instanceof Uint8Array;
    case "int":
      return Number.isSafeInteger(value);
    default:
      return typeof value === shape;
  }
}

function firstFitted(shapes: readonly AnswerShape[], value: unknown): unknown {
  for (const shape of shapes) {
    const read = fitted(shape, value);
    if (read !== NO_FIT) return read;
  }
  return NO_FIT;
}

function fittedItems(values: readonly unknown[], shapeOf: (index: number) => AnswerShape): unknown {
  const items = values.map((value, index) => fitted(shapeOf(index), value));
  return items.includes(NO_FIT) ? NO_FIT : items;
}

function fittedFields(fields: Readonly<Record<string, AnswerShape>>, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return NO_FIT;
  const read: Record<string, unknown> = {};
  for (const key in fields) {
    const isOptional = key.endsWith("?");
    const name = isOptional ? key.slice(0, -1) : key;
    const field = (value as Record<string, unknown>)[name];
    if (isOptional && field === undefined) continue;
    const item = fitted(fields[key] ?? "any", field);
    if (item === NO_FIT) return NO_FIT;
    read[name] = item;
  }
  return read;
}
