import { base64FromBytes } from "../../values/base64.js";
import { readExpression } from "../steps/read-expression.js";
import type { Expression } from "../steps/step.js";
import { type Cursor, NotationError } from "./cursor.js";
import type { Value } from "./value.js";

/** Reads a value that needs no variable: what an expectation compares with. */
export function readPattern(cursor: Cursor): Value {
  const { offset } = cursor;
  return constantOf(readExpression(cursor, { patterns: true }), offset);
}

function constantOf(expression: Expression, offset: number): Value {
  const all = (items: readonly Expression[]) => items.map((item) => constantOf(item, offset));
  switch (expression.kind) {
    case "value":
      return expression.value;
    case "any":
      return { any: true };
    case "not":
      return { not: constantOf(expression.of, offset) };
    case "parts":
      return { parts: all(expression.parts) };
    case "tuple":
      return { tuple: all(expression.items) };
    case "list":
      return { list: all(expression.items) };
    case "encode": {
      const { of } = expression;
      if (of.kind === "value" && typeof of.value === "string") return { bytes: utf8(of.value) };
      break;
    }
    default:
  }
  throw new NotationError("this must be worked out first: an expectation compares with a constant", offset);
}

function utf8(text: string): string {
  return base64FromBytes(new TextEncoder().encode(text));
}
