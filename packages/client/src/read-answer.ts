import { z } from "zod";

/**
 * Validates what a server sent. A newer server may say more: fields that this version does not know are left out, where the
 * protocol's own schema, which servers are held to, refuses them.
 */
export function safeReadAnswer<S extends z.ZodType>(
  schema: S,
  value: unknown,
): z.ZodSafeParseResult<z.output<S>> {
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed : tolerant(schema).safeParse(value);
}

/** The same; throws ZodError. */
export function readAnswer<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const read = safeReadAnswer(schema, value);
  if (!read.success) throw read.error;
  return read.data;
}

const known = new WeakMap<z.core.$ZodType, z.core.$ZodType>();

/** The same schema, whose objects leave unknown fields out. Made once, when an answer has some. */
function tolerant<S extends z.core.$ZodType>(schema: S): S {
  const made = known.get(schema) ?? loosened(schema as unknown as z.core.$ZodTypes);
  known.set(schema, made);
  return made as S;
}

function loosened(schema: z.core.$ZodTypes): z.core.$ZodType {
  const { def } = schema._zod;
  switch (def.type) {
    case "object": {
      const fields = Object.entries(def.shape).map(([name, field]) => [name, tolerant(field)]);
      const { catchall, ...others } = def;
      const keepsUnknown = catchall !== undefined && catchall._zod.def.type !== "never";
      return clone(schema, {
        ...(keepsUnknown ? { ...others, catchall } : others),
        shape: Object.fromEntries(fields),
      });
    }
    case "array":
      return clone(schema, { ...def, element: tolerant(def.element) });
    case "tuple":
      return clone(schema, { ...def, items: def.items.map(tolerant) });
    case "record":
      return clone(schema, { ...def, valueType: tolerant(def.valueType) });
    case "union":
      return clone(schema, { ...def, options: def.options.toSorted(byFields).map(tolerant) });
    case "optional":
    case "nullable":
    case "default":
    case "readonly":
      return clone(schema, { ...def, innerType: tolerant(def.innerType) });
    case "pipe":
      return clone(schema, { ...def, in: tolerant(def.in), out: tolerant(def.out) });
    default:
      return schema;
  }
}

/** The first that fits is taken: of two objects, the one that would leave less out. */
function byFields(a: z.core.$ZodType, b: z.core.$ZodType): number {
  return fieldCount(b) - fieldCount(a);
}

function fieldCount(schema: z.core.$ZodType): number {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return def.type === "object" ? Object.keys(def.shape).length : 0;
}

function clone(schema: z.core.$ZodType, def: object): z.core.$ZodType {
  return z.core.clone(schema, def as z.core.$ZodTypeDef);
}
