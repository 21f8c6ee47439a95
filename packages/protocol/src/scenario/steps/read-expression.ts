import { limits } from "../../limits.js";
import { base64FromBytes } from "../../values/base64.js";
import { concatBytes } from "../../values/json-data.js";
import { type Cursor, NotationError } from "../notation/cursor.js";
import { constantNames } from "../notation/names.js";
import { readNumber, seesNumber } from "../notation/read-number.js";
import { readString, seesString } from "../notation/read-string.js";
import { didYouMean } from "../notation/suggest.js";
import type { Value } from "../notation/value.js";
import { bytesOf, isBytes } from "../notation/value-bytes.js";
import type { Call, Expression, ValueFunction } from "./step.js";
import { argumentProblem, moduleCalls, socketCalls } from "./step-calls.js";

const NAME = /[A-Za-z_]\w*/y;
/** `.encode()`, `.decode()` and indexes behind one value: an address within an address has three. */
const POSTFIXES = 8;
/** What begins a call of a socket; texts and bytes have `.encode()` and `.decode()`. */
const METHOD = /\.(?!(?:en|de)code\()/y;
const ANYTHING = /\.\.\./y;
/** What may stand beside text and bytes in a pattern. */
const PART = /\.\.\.|hex\s*\(/y;
const CONVERSION = /\.(?:encode|decode)\(\s*(?:["']utf-?8["']\s*)?\)/iy;
const NEGATIVE = /-\s*[\d.]/y;
const CONSTANT = /^[A-Z][A-Z0-9_]*$/;
const KEYWORDS: Readonly<Record<string, Value>> = { True: true, False: false, None: null };

/** Functions of Python's struct and socket modules that make values of values, and how many arguments each takes. */
const valueFunctions: Readonly<Record<ValueFunction, { readonly min: number; readonly max: number }>> = {
  "struct.pack": { min: 1, max: limits.scenarioListLength },
  "struct.unpack": { min: 2, max: 2 },
  inet_aton: { min: 1, max: 1 },
};
const VALUE_FUNCTION = /(?:struct\.(?:un)?pack|inet_aton)(?=\s*\()/y;
const isValueFunction = (name: string): name is ValueFunction => Object.hasOwn(valueFunctions, name);

/** What may stand in an expression. */
export interface Allowed {
  /** Variables that have a value; undefined where there are none, as in an expectation. */
  readonly variables?: ReadonlySet<string>;
  /** `...` and `!`. */
  readonly patterns: boolean;
}

/** Reads an expression as Python writes it: what a step gives to a call, or compares its result with. */
export function readExpression(cursor: Cursor, allowed: Allowed): Expression {
  if (allowed.patterns && cursor.eat("!")) return { kind: "not", of: readOperations(cursor, allowed) };
  return readOperations(cursor, allowed);
}

function readOperations(cursor: Cursor, allowed: Allowed): Expression {
  let left = readTerm(cursor, allowed);
  for (let operations = 0; ; operations++) {
    if (operations > limits.scenarioListLength) cursor.fail("the end of the expression: it is too long");
    const operator = cursor.eat("+") ? "+" : cursor.eat("|") ? "|" : undefined;
    if (operator === undefined) return left;
    left = operate(operator, left, readTerm(cursor, allowed));
  }
}

function readTerm(cursor: Cursor, allowed: Allowed): Expression {
  let left = readSequence(cursor, allowed);
  for (let operations = 0; cursor.eat("*"); operations++) {
    if (operations > limits.scenarioListLength) cursor.fail("the end of the expression: it is too long");
    const offset = cursor.offset;
    const right = readSequence(cursor, allowed);
    left = repeat(left, right, offset) ?? operate("*", left, right);
  }
  return left;
}

const operate = (operator: "+" | "|" | "*", left: Expression, right: Expression): Expression => ({
  kind: "operation",
  operator,
  left,
  right,
});

/** `b"x" * 65536` stays what it is written as, within the bound of one call's data. */
function repeat(left: Expression, right: Expression, offset: number): Expression | undefined {
  if (left.kind !== "value" || right.kind !== "value" || typeof right.value !== "number") return undefined;
  const { value } = left;
  const lengthBytes =
    typeof value === "string" ? value.length : isBytes(value) ? bytesOf(value).length : undefined;
  if (lengthBytes === undefined) return undefined;
  const times = right.value;
  if (!Number.isInteger(times) || times < 0)
    throw new NotationError("expected how many times: 0, 1, 2 …", offset);
  if (times * lengthBytes > limits.dataBytes)
    throw new NotationError(
      `more than ${limits.dataBytes} bytes at once`,
      offset,
      "Send them in several calls: for i in range(…)",
    );
  return { kind: "value", value: { repeat: value as string, times } };
}

/** Text and bytes that stand beside one another are one, as in Python; with `...` among them they are parts of a pattern. */
function readSequence(cursor: Cursor, allowed: Allowed): Expression {
  const first = readPostfix(cursor, allowed);
  const parts = [first];
  const isText = (part: Expression) =>
    part.kind === "any" || (part.kind === "value" && (typeof part.value === "string" || isBytes(part.value)));
  while (isText(first) && (seesString(cursor) || (allowed.patterns && cursor.sees(PART)))) {
    if (parts.length >= limits.scenarioListLength)
      cursor.fail("the end of the pattern: it has too many parts");
    parts.push(readPostfix(cursor, allowed));
  }
  if (parts.length === 1) return first;
  if (parts.some(({ kind }) => kind === "any")) return { kind: "parts", parts };
  return {
    kind: "value",
    value: joined(
      parts.flatMap((part) => (part.kind === "value" ? [part.value] : [])),
      cursor.offset,
    ),
  };
}

function joined(values: readonly Value[], offset: number): Value {
  if (values.every((value) => typeof value === "string")) return values.join("");
  if (values.every(isBytes)) return { bytes: base64FromBytes(concatBytes(values.map(bytesOf))) };
  throw new NotationError("text and bytes cannot follow one another", offset);
}

/** An atom with its `.encode()`, `.decode()`, `[0]` and `[2:4]`. */
function readPostfix(cursor: Cursor, allowed: Allowed): Expression {
  let of = readAtom(cursor, allowed);
  for (let depth = 0; ; depth++) {
    if (depth > POSTFIXES) cursor.fail("the end of the expression: it is too long");
    const method = cursor.take(CONVERSION);
    if (method !== undefined) of = { kind: method.startsWith(".encode") ? "encode" : "decode", of };
    else if (cursor.isAt("[")) {
      const { items } = cursor.list("[", "]", () => readItem(cursor, of));
      const [item] = items;
      if (item === undefined || items.length !== 1) cursor.fail("one index, such as [0]");
      of = item;
    } else return of;
    cursor.skipSpaces();
  }
}

/** An index, or two with `:` between them, each of which may be left out. */
function readItem(cursor: Cursor, of: Expression): Expression {
  const from = readIndex(cursor);
  if (cursor.eat(":")) {
    const to = readIndex(cursor);
    return { kind: "slice", of, ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  }
  return { kind: "index", of, index: from ?? cursor.fail("an index") };
}

function readIndex(cursor: Cursor): number | undefined {
  const isNegative = cursor.eat("-");
  if (!cursor.sees(/\d/y)) return isNegative ? cursor.fail("an index") : undefined;
  const value = readNumber(cursor);
  return isNegative ? -value : value;
}

function readAtom(cursor: Cursor, allowed: Allowed): Expression {
  if (seesString(cursor)) return { kind: "value", value: readString(cursor) };
  if (seesNumber(cursor)) return { kind: "value", value: readNumber(cursor) };
  if (cursor.sees(NEGATIVE) && cursor.eat("-")) return { kind: "value", value: -readNumber(cursor) };
  if (allowed.patterns && cursor.sees(ANYTHING) && cursor.eat("...")) return { kind: "any" };
  if (cursor.isAt("(")) return readParentheses(cursor, allowed);
  if (cursor.isAt("["))
    return { kind: "list", items: cursor.list("[", "]", () => readExpression(cursor, allowed)).items };
  if (cursor.isAt("{")) cursor.fail("a value", "Steps have no sets and dicts.");
  return readName(cursor, allowed);
}

/** `(a, b)` is a tuple, `(a)` is a. */
function readParentheses(cursor: Cursor, allowed: Allowed): Expression {
  const { items, hasTrailingComma } = cursor.list("(", ")", () => readExpression(cursor, allowed));
  const [only] = items;
  return only !== undefined && items.length === 1 && !hasTrailingComma ? only : { kind: "tuple", items };
}

function readName(cursor: Cursor, allowed: Allowed): Expression {
  const offset = cursor.offset;
  // The module's name may stand before its constants and functions.
  cursor.take(/socket\.(?=[A-Za-z_])/y);
  const made = cursor.take(VALUE_FUNCTION);
  if (made !== undefined && isValueFunction(made))
    return readValueFunction(cursor, { name: made, offset, allowed });
  const name = cursor.take(NAME);
  if (name === undefined) cursor.fail("a value", 'Text stands in quotes, bytes in b"…".');
  const isModules = cursor.text.startsWith("socket.", offset) && name !== "socket";
  cursor.skipSpaces();
  if (Object.hasOwn(KEYWORDS, name)) return { kind: "value", value: KEYWORDS[name] ?? null };
  if (!isModules && cursor.sees(METHOD)) return readMethod(cursor, { receiver: name, offset, allowed });
  if (cursor.isAt("(")) return readFunction(cursor, { name, offset, allowed });
  if (allowed.variables?.has(name)) return { kind: "variable", name, offset };
  if (constantNames.has(name)) return { kind: "value", value: { name } };
  if (CONSTANT.test(name))
    throw new NotationError(`there is no constant ${name}`, offset, didYouMean(name, constantNames));
  if (allowed.variables === undefined)
    throw new NotationError(`${name} is no value`, offset, 'Text stands in quotes: "…".');
  throw new NotationError(
    `${name} has no value yet`,
    offset,
    didYouMean(name, allowed.variables) ?? `Assign it first: ${name} = …`,
  );
}

interface Named {
  readonly offset: number;
  readonly allowed: Allowed;
}

function readValueFunction(
  cursor: Cursor,
  { name, offset, allowed }: Named & { name: ValueFunction },
): Expression {
  cursor.skipSpaces();
  const { items } = cursor.list("(", ")", () => readExpression(cursor, { ...allowed, patterns: false }));
  const { min, max } = valueFunctions[name];
  if (items.length < min || items.length > max)
    throw new NotationError(
      `${name}() takes ${min === max ? min : `at least ${min}`} argument${min === 1 ? "" : "s"}`,
      offset,
    );
  return { kind: "apply", name, args: items };
}

function readFunction(cursor: Cursor, { name, offset, allowed }: Named & { name: string }): Expression {
  if (name === "hex" || name === "file") {
    const { items } = cursor.list("(", ")", () =>
      seesString(cursor) ? readString(cursor) : cursor.fail("text in quotes"),
    );
    const [text] = items;
    if (typeof text !== "string" || items.length !== 1)
      throw new NotationError(`${name}() takes one text`, offset);
    if (name === "file") return { kind: "value", value: { file: text } };
    if (!/^(?:[0-9a-fA-F]{2}\s*)*$/.test(text))
      throw new NotationError("hex() takes pairs of hexadecimal digits", offset, 'Such as hex("16 03 01").');
    return { kind: "value", value: { hex: text } };
  }
  if (allowed.variables === undefined)
    throw new NotationError(`${name}() is no value`, offset, "An expectation compares with constants.");
  if (name === "len") {
    const { items } = cursor.list("(", ")", () => readExpression(cursor, { ...allowed, patterns: false }));
    const [of] = items;
    if (of === undefined || items.length !== 1) throw new NotationError("len() takes one value", offset);
    return { kind: "length", of };
  }
  const parameters = Object.hasOwn(moduleCalls, name) ? moduleCalls[name] : undefined;
  if (parameters === undefined) {
    const known = [
      ...Object.keys(moduleCalls),
      "print",
      "sleep",
      "len",
      "hex",
      "file",
      ...Object.keys(valueFunctions),
    ];
    const hint = Object.hasOwn(socketCalls, name) ? `It is a method: s.${name}(…)` : didYouMean(name, known);
    throw new NotationError(
      `there is no function ${name}`,
      offset,
      hint ?? `Steps have ${known.join(", ")}.`,
    );
  }
  return { kind: "call", call: readArguments(cursor, { name, parameters, offset, allowed }) };
}

function readMethod(cursor: Cursor, { receiver, offset, allowed }: Named & { receiver: string }): Expression {
  cursor.eat(".");
  const methodAt = cursor.offset;
  const name = cursor.take(NAME) ?? cursor.fail("the name of a call");
  cursor.skipSpaces();
  if (allowed.variables === undefined)
    throw new NotationError(
      `${receiver}.${name} is no value`,
      offset,
      "An expectation compares with constants.",
    );
  if (!allowed.variables.has(receiver)) {
    const hint = didYouMean(receiver, allowed.variables) ?? `Make it first: ${receiver} = socket()`;
    throw new NotationError(`${receiver} has no value yet`, offset, hint);
  }
  const parameters = Object.hasOwn(socketCalls, name) ? socketCalls[name] : undefined;
  if (parameters === undefined)
    throw new NotationError(
      `sockets have no call ${name}`,
      methodAt,
      didYouMean(name, Object.keys(socketCalls)),
    );
  if (!cursor.isAt("(")) cursor.fail(`\`(\` after ${name}`);
  return { kind: "call", call: readArguments(cursor, { name, parameters, offset, allowed, receiver }) };
}

interface CallShape extends Named {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly receiver?: string;
}

function readArguments(cursor: Cursor, { name, parameters, offset, allowed, receiver }: CallShape): Call {
  const args: Expression[] = [];
  const keywords: Record<string, Expression> = {};
  cursor.list("(", ")", () => {
    const keyword = cursor.take(/[A-Za-z_]\w*(?=\s*=(?!=))/y);
    if (keyword !== undefined) {
      cursor.skipSpaces();
      cursor.eat("=");
    } else if (Object.keys(keywords).length > 0)
      cursor.fail("a named argument: those by position come first");
    const value = readExpression(cursor, { ...allowed, patterns: false });
    if (keyword === undefined) args.push(value);
    else if (Object.hasOwn(keywords, keyword)) cursor.fail(`one value for \`${keyword}\``);
    else Object.defineProperty(keywords, keyword, { value, enumerable: true });
  });
  const problem = argumentProblem(name, parameters, { count: args.length, keywords: Object.keys(keywords) });
  if (problem !== undefined) throw new NotationError(problem, offset);
  return { ...(receiver !== undefined && { receiver }), name, args, keywords, offset };
}
