import type { z } from "zod";
import type { AnswerShape } from "../answers/answer-shape.js";
import { CallError } from "../call-error.js";
import { commands } from "../commands/index.js";
import { controls } from "../controls/index.js";
import { ReplyMessage } from "../messages.js";

/** A module with what the server answers, without zod: packages/protocol/src/answers/answer-shapes.ts. */
export function answerShapes(): string {
  const results = (described: Readonly<Record<string, { result: z.core.$ZodType }>>) =>
    Object.entries(described)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { result }]) => `  ${name}: ${JSON.stringify(shapeOf(result))},\n`)
      .join("");
  return `// Made by \`pnpm generate\`.
import type { AnswerShape } from "./answer-shape.js";

export const replyShape: AnswerShape = ${JSON.stringify(shapeOf(ReplyMessage))};

export const callErrorShape: AnswerShape = ${JSON.stringify(shapeOf(CallError))};

export const commandResultShapes: Readonly<Record<string, AnswerShape>> = {
${results(commands)}};

export const controlResultShapes: Readonly<Record<string, AnswerShape>> = {
${results(controls)}};
`;
}

/** What a schema demands, as far as a shape says it. */
function shapeOf(schema: z.core.$ZodType): AnswerShape {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case "string":
    case "boolean":
    case "null":
      return def.type;
    case "number":
      return "format" in def ||
        def.checks?.some((check) => (check._zod.def as { format?: string }).format === "safeint")
        ? "int"
        : "number";
    case "enum":
      return typeof Object.values(def.entries)[0] === "number" ? "int" : "string";
    case "literal":
      return { is: def.values[0] as string };
    case "unknown":
    case "any":
      return "any";
    case "array":
      return { list: shapeOf(def.element) };
    case "tuple":
      return { tuple: def.items.map(shapeOf) };
    case "object":
      return { fields: Object.fromEntries(Object.entries(def.shape).map(fieldOf)) };
    case "union":
      return oneOf(def.options.toSorted(byFields).map(shapeOf));
    case "nullable":
      return oneOf([shapeOf(def.innerType), "null"]);
    // Data, the only value with a form for JSON: in a binary message they are bytes.
    case "pipe":
      return "bytes";
    case "readonly":
    case "default":
      return shapeOf(def.innerType);
    default:
      throw new Error(
        `An answer with a zod "${def.type}" has no shape yet: packages/protocol/src/reference/answer-shapes.ts`,
      );
  }
}

function fieldOf([name, field]: [string, z.core.$ZodType]): [string, AnswerShape] {
  const { def } = (field as z.core.$ZodTypes)._zod;
  return def.type === "optional" ? [`${name}?`, shapeOf(def.innerType)] : [name, shapeOf(field)];
}

function oneOf(shapes: readonly AnswerShape[]): AnswerShape {
  const flat = shapes.flatMap((shape) =>
    typeof shape === "object" && "oneOf" in shape ? shape.oneOf : [shape],
  );
  const different = [...new Map(flat.map((shape) => [JSON.stringify(shape), shape])).values()];
  return different.length === 1 && different[0] !== undefined ? different[0] : { oneOf: different };
}

function byFields(a: z.core.$ZodType, b: z.core.$ZodType): number {
  return fieldCount(b) - fieldCount(a);
}

function fieldCount(schema: z.core.$ZodType): number {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return def.type === "object" ? Object.keys(def.shape).length : 0;
}
