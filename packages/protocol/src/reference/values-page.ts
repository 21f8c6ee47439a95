import type { z } from "zod";
import { fieldTable } from "./field-table.js";
import { unwrap } from "./fields.js";
import { code, GENERATED } from "./markdown.js";
import { named, sections } from "./named-schemas.js";

/** docs/reference/values.md: what commands, events, messages and REST bodies are made of. */
export function valuesPage(): string {
  return [
    GENERATED,
    "# Values",
    "What [commands](commands.md), [events](events.md), messages and REST bodies are made of. Times have their unit in their name; `at` is microseconds since the lab was made.",
    ...Object.entries(sections).map(([name, schema]) => section(name, schema)),
    "",
  ].join("\n\n");
}

function section(name: string, schema: z.ZodType): string {
  return [`## ${name}`, schema.description, contentOf(schema)]
    .filter((part) => part !== undefined)
    .join("\n\n");
}

function contentOf(schema: z.ZodType): string {
  const { def } = schema as { def: z.core.$ZodTypeDef };
  if (def.type === "enum")
    return Object.keys((def as z.core.$ZodEnumDef).entries)
      .map(code)
      .join(", ");
  const forms =
    def.type === "union" ? (def as z.core.$ZodUnionDef).options.map((form) => named.get(form)) : [];
  if (forms.length > 0 && forms.every((name) => name !== undefined))
    return `One of ${forms.map((name) => `[${name}](#${name.toLowerCase()})`).join(", ")}.`;
  const of = def.type === "pipe" ? (def as z.core.$ZodPipeDef).in : schema;
  return fieldTable("field", unwrap(of).schema as z.ZodType);
}
