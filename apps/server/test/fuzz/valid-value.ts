import type { Random } from "@sockpit/testing";

/** What is read of JSON Schema (draft 2020-12), as zod writes it. */
export interface JsonSchema {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
}

const words = ["x", "127.0.0.1", "localhost", "a.sock", "SO_REUSEADDR", "字", "🌏", "QUJD", "hello world"];

/** A value that a schema allows, mostly a small one. */
export function validValue(schema: JsonSchema, random: Random): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return random.pick(schema.enum);
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches !== undefined) return validValue(random.pick(branches), random);
  switch (schema.type) {
    case "object":
      return validObject(schema, random);
    case "array": {
      const length = random.below(Math.min(schema.maxItems ?? 4, 4));
      return Array.from({ length }, () => validValue(schema.items ?? {}, random));
    }
    case "string":
      return validString(schema, random);
    case "integer":
    case "number":
      return validNumber(schema, random);
    case "boolean":
      return random.chance(0.5);
    case "null":
      return null;
    default:
      // zod names no type for bytes, which JSON does not have.
      return { text: "bytes" };
  }
}

function validObject(schema: JsonSchema, random: Random): object {
  const required = new Set(schema.required);
  const fields = Object.entries(schema.properties ?? {});
  return Object.fromEntries(
    fields
      .filter(([name]) => required.has(name) || random.chance(0.3))
      .map(([name, field]) => [name, validValue(field, random)]),
  );
}

function validString({ minLength = 0, maxLength = 64 }: JsonSchema, random: Random): string {
  if (minLength === 0 && random.chance(0.1)) return "";
  if (random.chance(0.1)) return "y".repeat(Math.min(maxLength, 1024));
  return random.pick(words).slice(0, maxLength);
}

function validNumber({ minimum = 0, maximum = 2 ** 31 - 1 }: JsonSchema, random: Random): number {
  const candidates = [minimum, maximum, 1, 3, 4, 5].filter((value) => value >= minimum && value <= maximum);
  return random.pick(candidates);
}
