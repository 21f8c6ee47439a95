import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { commandNames, commands } from "./commands/index.js";
import { controls } from "./controls/index.js";
import { LabEvent } from "./events.js";
import { unwrap } from "./reference/fields.js";
import { sections } from "./reference/named-schemas.js";

const roots: readonly (readonly [string, z.core.$ZodType])[] = [
  ...commandNames.flatMap((name): [string, z.core.$ZodType][] => [
    [`${name} params`, commands[name].params],
    [`${name} result`, commands[name].result],
  ]),
  ...Object.entries(controls).flatMap(([name, { params, result }]): [string, z.core.$ZodType][] => [
    [`${name} params`, params],
    [`${name} result`, result],
  ]),
  ...LabEvent.options.map((event): [string, z.core.$ZodType] => [event.shape.event.value, event]),
  ...Object.entries(sections),
];

/** Paths of the fields that say nothing of their meaning. A tag with one value says what its object is. */
function undescribed(schema: z.core.$ZodType, path: string): string[] {
  const def = schema._zod.def as z.core.$ZodTypeDef;
  switch (def.type) {
    case "object":
      return Object.entries((def as z.core.$ZodObjectDef).shape).flatMap(([name, field]) => {
        const { schema: inner, meaning } = unwrap(field);
        const isTag = (inner._zod.def as z.core.$ZodTypeDef).type === "literal";
        const own = meaning === "" && !isTag ? [`${path}.${name}`] : [];
        return [...own, ...undescribed(inner, `${path}.${name}`)];
      });
    case "union":
      return (def as z.core.$ZodUnionDef).options.flatMap((option) => undescribed(option, path));
    case "array":
      return undescribed(unwrap((def as z.core.$ZodArrayDef).element).schema, `${path}[]`);
    case "tuple":
      return (def as z.core.$ZodTupleDef).items.flatMap((item) => undescribed(item, `${path}[]`));
    case "pipe":
      return undescribed((def as z.core.$ZodPipeDef).in, path);
    default:
      return [];
  }
}

describe("Every field says what it means", () => {
  test.each(roots)("%s", (name, schema) => {
    expect(undescribed(unwrap(schema).schema, name)).toEqual([]);
  });

  test.each(LabEvent.options.map((event) => [event.shape.event.value, event.description]))(
    "the event %s as a whole",
    (_, description) => {
      expect(description).toMatch(/^[A-Z].*\.$/);
    },
  );
});
