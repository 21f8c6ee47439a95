import { z } from "zod";
import { ErrorCode } from "../call-error.js";
import { CommandName } from "../commands/index.js";
import { ErrnoName } from "../values/errno.js";
import { code } from "./markdown.js";

/** One field of an object schema, or one of an object inside it: `ready[].fd`. */
export interface Field {
  readonly path: string;
  readonly type: string;
  /** `required`, `optional`, or the value that stands for it where it is left out. */
  readonly presence: string;
  readonly bounds: string;
  readonly meaning: string;
}

/** Of a field with one value, which distinguishes the forms of a union. */
const TAG = "Which form it is.";

/** Schemas with a section of their own, by identity; a described one is its original's. */
export type NamedSchemas = ReadonlyMap<z.core.$ZodType, string>;

interface Wrapped {
  schema: z.core.$ZodType;
  meaning: string;
  fallback: unknown;
  isOptional: boolean;
  isNullable: boolean;
}

/** The fields of an object schema in order, with those of objects inside it that have no name of their own. */
export function fieldsOf(schema: z.core.$ZodType, named: NamedSchemas): Field[] {
  return merged(objectsIn(unwrap(schema).schema).map((object) => fieldsOfObject(object, "", named)));
}

/** The variants of a union of objects, an object as itself. */
export function objectsIn(schema: z.core.$ZodType): z.core.$ZodObject[] {
  const { def } = schema._zod as { def: z.core.$ZodTypeDef };
  if (def.type === "object") return [schema as z.core.$ZodObject];
  if (def.type === "union")
    return (def as z.core.$ZodUnionDef).options.flatMap((option) => objectsIn(unwrap(option).schema));
  return [];
}

function fieldsOfObject(object: z.core.$ZodObject, prefix: string, named: NamedSchemas): Field[] {
  return Object.entries(object._zod.def.shape).flatMap(([name, schema]) => {
    const wrapped = unwrap(schema);
    const path = `${prefix}${name}`;
    const field: Field = {
      path,
      type: [typeName(wrapped.schema, named), ...(wrapped.isNullable ? ["null"] : [])].join(" or "),
      presence: presenceOf(wrapped),
      bounds: boundsOf(wrapped.schema),
      meaning: wrapped.meaning === "" && typeOf(wrapped.schema) === "literal" ? TAG : wrapped.meaning,
    };
    return [field, ...innerFields(wrapped.schema, path, named)];
  });
}

function innerFields(schema: z.core.$ZodType, path: string, named: NamedSchemas): Field[] {
  if (nameOf(schema, named) !== undefined) return [];
  const def = schema._zod.def as z.core.$ZodTypeDef;
  if (def.type === "array") {
    const { element } = def as z.core.$ZodArrayDef;
    return innerFields(unwrap(element).schema, `${path}[]`, named);
  }
  if (def.type === "tuple") {
    const [first] = (def as z.core.$ZodTupleDef).items;
    return first === undefined ? [] : innerFields(unwrap(first).schema, `${path}[]`, named);
  }
  const variants = memberSchemas(schema).filter((member) => nameOf(member, named) === undefined);
  return merged(variants.flatMap(objectsIn).map((object) => fieldsOfObject(object, `${path}.`, named)));
}

/** The fields of several forms: what they have in common stands once. */
function merged(forms: readonly (readonly Field[])[]): Field[] {
  const byPath = new Map<string, Field[]>();
  for (const field of forms.flat()) byPath.set(field.path, [...(byPath.get(field.path) ?? []), field]);
  return [...byPath.values()].map((same) => {
    const join = (of: (field: Field) => string) => [...new Set(same.map(of))].filter(Boolean);
    const [first] = same as [Field];
    return {
      ...first,
      type: join(({ type }) => type).join(", "),
      bounds: join(({ bounds }) => bounds).join(" or "),
      meaning: join(({ meaning }) => meaning).join(" Or: "),
      presence: same.length < forms.length ? "in some forms" : join(({ presence }) => presence).join(" or "),
    };
  });
}

/** A schema without what says that it may be absent or null; the outermost description holds. */
export function unwrap(schema: z.core.$ZodType): Wrapped {
  const wrapped: Wrapped = { schema, meaning: "", fallback: undefined, isOptional: false, isNullable: false };
  for (;;) {
    wrapped.meaning ||= z.globalRegistry.get(wrapped.schema)?.description ?? "";
    const def = wrapped.schema._zod.def as z.core.$ZodTypeDef & { innerType?: z.core.$ZodType };
    if (def.innerType === undefined) break;
    if (def.type === "optional") wrapped.isOptional = true;
    if (def.type === "nullable") wrapped.isNullable = true;
    if (def.type === "default") wrapped.fallback ??= (def as z.core.$ZodDefaultDef).defaultValue;
    if (def.type === "default") wrapped.isOptional = true;
    wrapped.schema = def.innerType;
  }
  return wrapped;
}

function presenceOf({ isOptional, fallback }: Wrapped): string {
  if (fallback !== undefined) return `default ${code(JSON.stringify(fallback))}`;
  return isOptional ? "optional" : "required";
}

function typeName(schema: z.core.$ZodType, named: NamedSchemas): string {
  const name = nameOf(schema, named);
  if (name !== undefined) return `[${name}](values.md#${name.toLowerCase()})`;
  const def = schema._zod.def as z.core.$ZodTypeDef;
  switch (def.type) {
    case "array":
      return `list of ${typeName(unwrap((def as z.core.$ZodArrayDef).element).schema, named)}`;
    case "tuple":
      return `${(def as z.core.$ZodTupleDef).items.length} of ${typeName(
        unwrap((def as z.core.$ZodTupleDef).items[0] as z.core.$ZodType).schema,
        named,
      )}`;
    case "union":
      return [...new Set(memberSchemas(schema).map((member) => typeName(member, named)))].join(" or ");
    case "pipe":
      return typeName(unwrap((def as z.core.$ZodPipeDef).in).schema, named);
    case "enum":
      if (isSameAs(schema, ErrnoName)) return "[an errno](errors.md#errno)";
      if (isSameAs(schema, ErrorCode)) return "[a code](errors.md)";
      if (isSameAs(schema, CommandName)) return "[a command](commands.md)";
      return Object.keys((def as z.core.$ZodEnumDef).entries)
        .map(code)
        .join(", ");
    case "literal":
      return (def as z.core.$ZodLiteralDef<z.core.util.Literal>).values
        .map((value) => code(JSON.stringify(value)))
        .join(", ");
    case "number":
      return (def as z.core.$ZodNumberDef & { format?: string }).format === "safeint" ? "integer" : "number";
    case "custom":
      return "bytes";
    case "unknown":
      return "anything";
    case "record":
      return "object";
    default:
      return def.type;
  }
}

function memberSchemas(schema: z.core.$ZodType): z.core.$ZodType[] {
  const def = schema._zod.def as z.core.$ZodTypeDef;
  if (def.type !== "union") return [schema];
  return (def as z.core.$ZodUnionDef).options.map((option) => unwrap(option).schema);
}

interface Bounds {
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
}

function boundsOf(schema: z.core.$ZodType): string {
  if (!["number", "string", "array"].includes(typeOf(schema))) return "";
  const json = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Bounds;
  const minimum = json.minimum === Number.MIN_SAFE_INTEGER ? undefined : json.minimum;
  const maximum = json.maximum === Number.MAX_SAFE_INTEGER ? undefined : json.maximum;
  return [
    range(minimum, maximum, ""),
    range(json.minLength, json.maxLength, " characters"),
    range(json.minItems, json.maxItems, " entries"),
  ].join("");
}

function range(low: number | undefined, high: number | undefined, unit: string): string {
  const isAny = low === undefined && high === undefined;
  if (isAny) return "";
  if (high === undefined) return `≥ ${low}${unit}`;
  return `${low === undefined || (low === 0 && unit !== "") ? "≤" : `${low} …`} ${high}${unit}`;
}

function nameOf(schema: z.core.$ZodType, named: NamedSchemas): string | undefined {
  for (let at: z.core.$ZodType | undefined = schema; at !== undefined; at = at._zod.parent) {
    const name = named.get(at);
    if (name !== undefined) return name;
  }
  return undefined;
}

function isSameAs(schema: z.core.$ZodType, original: z.core.$ZodType): boolean {
  return schema === original || schema._zod.parent === original;
}

function typeOf(schema: z.core.$ZodType): string {
  return (schema._zod.def as z.core.$ZodTypeDef).type;
}
