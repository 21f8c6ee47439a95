import { badParams } from "@sockpit/protocol";
import type { z } from "zod";

/** What a request gives, as its schema says. `bad_params`, which names the field and the rule. */
export function parseParams<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw badParams(parsed.error, "");
  return parsed.data;
}
