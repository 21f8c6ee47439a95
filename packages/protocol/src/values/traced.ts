import { z } from "zod";
import { TracedData } from "./traced-data.js";

/** What stands last in a list that was cut: how many entries followed. */
const More = z.strictObject({ more: z.int().min(1) });
type More = z.infer<typeof More>;

/**
 * A value of a call as the trace keeps it: bytes as `TracedData`, of long strings the beginning with `…` behind it, of long
 * lists the first entries and `{more}`. A name may be cut too, so constants are strings.
 */
export type Traced<T> = T extends Uint8Array
  ? TracedData
  : T extends string
    ? string
    : T extends readonly (infer Entry)[]
      ? (Traced<Entry> | More)[]
      : T extends object
        ? { [Key in keyof T]: Traced<T[Key]> }
        : T;

const tracedForms = new WeakMap<z.core.$ZodType, z.core.$ZodType>();

/**
 * The traced form of what a schema gives. Values were validated before they were traced: types only, no bounds. A newer
 * lab's may have more fields.
 */
export function tracedForm(schema: z.core.$ZodType): z.core.$ZodType {
  const known = tracedForms.get(schema);
  if (known !== undefined) return known;
  const form = makeTracedForm(schema);
  tracedForms.set(schema, form);
  return form;
}

const more = z.object(More.shape);
const text = z.string();
const number = z.number();
const boolean = z.boolean();

function makeTracedForm(schema: z.core.$ZodType): z.core.$ZodType {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case "object":
      return z.object(
        Object.fromEntries(Object.entries(def.shape).map(([name, field]) => [name, tracedForm(field)])),
      );
    case "optional":
      return z.optional(tracedForm(def.innerType));
    case "nullable":
      return z.nullable(tracedForm(def.innerType));
    case "default":
      return tracedForm(def.innerType);
    case "array":
      return z.array(z.union([tracedForm(def.element), more]));
    case "tuple":
      return z.array(z.union([...new Set(def.items.map(tracedForm)), more]));
    case "union":
      return z.union([...new Set(def.options.map(tracedForm))]);
    case "pipe":
    case "custom":
      return tracedForm(TracedData);
    case "enum":
    case "literal":
    case "string":
      return text;
    case "number":
      return number;
    case "boolean":
      return boolean;
    default:
      throw new Error(`The trace has no form for ${def.type}.`);
  }
}
