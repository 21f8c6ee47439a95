import type { z } from "zod";
import { fieldsOf } from "./fields.js";
import { code, table } from "./markdown.js";
import { named } from "./named-schemas.js";

/** The fields of an object schema. */
export function fieldTable(kind: string, schema: z.ZodType): string {
  const rows = fieldsOf(schema, named)
    .filter(({ path }) => path !== "event")
    .map(({ path, type, presence, bounds, meaning }) => [code(path), type, presence, bounds, meaning]);
  return rows.length === 0 ? `No ${kind}s.` : table([kind, "type", "given", "bounds", "meaning"], rows);
}
