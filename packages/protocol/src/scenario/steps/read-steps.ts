import { limits } from "../../limits.js";
import { readObservation, seesObservation } from "../expectations/read-expectation.js";
import { Cursor, NotationError } from "../notation/cursor.js";
import { constantNames, exceptionNames } from "../notation/names.js";
import { readDuration, readInteger, readNumber, seesNumber } from "../notation/read-number.js";
import { didYouMean } from "../notation/suggest.js";
import { comparisons } from "../scenario.js";
import { readExpression } from "./read-expression.js";
import { readMoment } from "./read-moment.js";
import type { Expression, Step, Target } from "./step.js";

/** Statements of Python that people try, and what steps have instead. */
const REFUSED: Readonly<Record<string, string>> = {
  import: "Steps have the socket module already: leave this line out.",
  from: "Steps have the socket module already: leave this line out.",
  while: "Write for i in range(n): how often is known in advance.",
  if: "Steps are straight on. Write a program in Python (*.py) to decide.",
  def: "Steps have no functions. Write a program in Python (*.py).",
  class: "Steps have no classes. Write a program in Python (*.py).",
  try: "Write what the call must raise behind it: s.recv(10) raises TimeoutError",
  return: "Steps end with their last line.",
  assert: 'Compare the result of the call: s.recv(10) == b"ok"',
};

/** `import` and `return`, with the letter behind that would make another name of them. */
const LONGEST_STATEMENT = 8;

/** A name or names, with the `=` of an assignment behind them. */
const ASSIGNMENT = /[A-Za-z_]\w*[ \t]*(?:,[^=\n]*)?=(?!=)|\([^=\n]*\)[^=\n]*=(?!=)/y;

/** What is different of steps that a person gives one after the other. */
export interface StepsByHand {
  /** Variables that earlier ones have named. */
  readonly variables: Iterable<string>;
}

/**
 * Reads a program in steps. What is wrong is given to `onProblem`, line by line; what could be read is returned. Of steps by hand
 * any value is one: it is shown.
 */
export function readSteps(
  source: string,
  onProblem: (error: NotationError) => void,
  byHand?: StepsByHand,
): Step[] {
  return new StepReader(source, onProblem, byHand).read();
}

interface Block {
  readonly steps: Step[];
  readonly indent: number;
}

class StepReader {
  readonly #source: string;
  readonly #cursor: Cursor;
  readonly #onProblem: (error: NotationError) => void;
  readonly #variables: Set<string>;
  readonly #isByHand: boolean;
  readonly #root: Block = { steps: [], indent: 0 };
  /** The blocks that a line may belong to, the innermost last. */
  #blocks: Block[] = [this.#root];
  /** The body of the `for` of the line before. */
  #opened: Step[] | undefined;
  #line = 1;
  #lineAt = 0;
  #count = 0;
  #problems = 0;

  constructor(source: string, onProblem: (error: NotationError) => void, byHand: StepsByHand | undefined) {
    this.#source = source;
    this.#variables = new Set(byHand?.variables);
    this.#isByHand = byHand !== undefined;
    this.#cursor = new Cursor(source);
    this.#onProblem = onProblem;
  }

  read(): Step[] {
    while (!this.#cursor.isAtEnd) {
      try {
        this.#readLine();
      } catch (error) {
        if (!(error instanceof NotationError)) throw error;
        this.#onProblem(error);
        this.#problems += 1;
        if (this.#problems >= limits.scenarioProblems) return this.#root.steps;
        this.#skipLine();
      }
    }
    if (this.#opened !== undefined)
      this.#onProblem(
        new NotationError("the for has no steps", this.#source.length, "Indent those that it repeats."),
      );
    return this.#root.steps;
  }

  #readLine(): void {
    const cursor = this.#cursor;
    const indentation = cursor.take(/[ \t]*/y) ?? "";
    cursor.skipSpaces();
    if (cursor.isAtLineEnd) {
      this.#skipLine();
      return;
    }
    const block = this.#blockAt(indentation.replaceAll("\t", "        ").length);
    do {
      this.#count += 1;
      if (this.#count > limits.scenarioSteps)
        throw new NotationError(`more than ${limits.scenarioSteps} steps`, cursor.offset);
      block.steps.push(this.#readStep());
    } while (cursor.eat(";") && !cursor.isAtLineEnd);
    if (!cursor.isAtLineEnd) cursor.fail("the end of the line");
    this.#skipLine();
  }

  #skipLine(): void {
    this.#cursor.take(/[^\n]*\n?/y);
  }

  #blockAt(indent: number): Block {
    const { offset } = this.#cursor;
    if (this.#opened !== undefined) {
      const steps = this.#opened;
      this.#opened = undefined;
      if (indent <= (this.#blocks.at(-1)?.indent ?? 0))
        throw new NotationError("expected the steps that the for repeats, indented", offset);
      this.#blocks.push({ steps, indent });
    }
    while (indent < (this.#blocks.at(-1)?.indent ?? 0)) this.#blocks.pop();
    const block = this.#blocks.at(-1) ?? this.#root;
    if (indent !== block.indent)
      throw new NotationError("this line is indented, and the one before does not ask for it", offset);
    return block;
  }

  #readStep(): Step {
    const cursor = this.#cursor;
    const place = { line: this.#lineOf(cursor.offset), offset: cursor.offset };
    const refused = /^[a-z]+/.exec(cursor.text.slice(cursor.offset, cursor.offset + LONGEST_STATEMENT))?.[0];
    if (refused !== undefined && Object.hasOwn(REFUSED, refused) && cursor.sees(/[a-z]+\b/y))
      throw new NotationError(`steps have no \`${refused}\``, cursor.offset, REFUSED[refused]);
    if (cursor.eatWord("for")) return this.#readFor(place);
    if (cursor.eatWord("after"))
      return seesObservation(cursor)
        ? { ...place, kind: "afterObserved", observation: readObservation(cursor) }
        : { ...place, kind: "after", moment: readMoment(cursor) };
    if (cursor.sees(/sleep\s*\(/y)) return { ...place, kind: "sleep", seconds: this.#readSleep() };
    if (cursor.sees(/print\s*\(/y)) {
      cursor.eat("print");
      return { ...place, kind: "print", values: cursor.list("(", ")", () => this.#expression(false)).items };
    }
    return this.#readCall(place);
  }

  #readCall(place: { line: number; offset: number }): Step {
    const cursor = this.#cursor;
    const target = this.#readTarget();
    const expression = this.#expression(false);
    let step: Extract<Step, { kind: "do" }> = {
      ...place,
      kind: "do",
      expression,
      ...(target !== undefined && { target }),
    };
    for (;;) {
      const offset = cursor.offset;
      // The longer first: `>=` begins as `>` does.
      const operator = comparisons.find((each) => cursor.eat(each));
      if (operator !== undefined) {
        if (step.expected !== undefined) throw new NotationError("a step has one comparison", offset);
        step = { ...step, expected: { operator, pattern: this.#expression(true) } };
      } else if (cursor.eatWord("raises")) step = { ...step, raises: readException(cursor) };
      else if (cursor.eatWord("with")) {
        if (!cursor.eatWord("timeout")) cursor.fail("`timeout`", "Write with timeout 2s behind a call.");
        step = { ...step, timeoutSeconds: readDuration(cursor, limits.scenarioSeconds) };
      } else break;
    }
    if (step.raises !== undefined && (step.expected !== undefined || target !== undefined))
      throw new NotationError("a call that raises has no result", place.offset);
    const isNothing = expression.kind !== "call" && step.expected === undefined && target === undefined;
    if (isNothing && !this.#isByHand)
      throw new NotationError(
        "expected a call, an assignment or a comparison",
        place.offset,
        'Such as s.listen(), or data == b"ok"',
      );
    if (target !== undefined) this.#assign(target);
    return step;
  }

  /** Names before `=`, or undefined where the line begins with no assignment. */
  #readTarget(): Target | undefined {
    const cursor = this.#cursor;
    if (!cursor.sees(ASSIGNMENT)) return undefined;
    const targets = this.#readTargets();
    if (!cursor.eat("=")) cursor.fail("`=`");
    return targets;
  }

  #readTargets(): Target {
    const cursor = this.#cursor;
    const first = this.#readOneTarget();
    if (!cursor.sees(/,/y)) return first;
    const targets: Target[] = [first];
    while (cursor.eat(",") && !cursor.sees(/[)=]/y)) targets.push(this.#readOneTarget());
    return targets;
  }

  #readOneTarget(): Target {
    const cursor = this.#cursor;
    if (cursor.isAt("(")) {
      const { items } = cursor.list("(", ")", () => this.#readOneTarget());
      return items;
    }
    const offset = cursor.offset;
    const name = cursor.take(/[A-Za-z_]\w*/y) ?? cursor.fail("a name to assign to");
    if (constantNames.has(name)) throw new NotationError(`${name} is a constant`, offset);
    cursor.skipSpaces();
    return name;
  }

  #assign(target: Target): void {
    if (typeof target === "string") this.#variables.add(target);
    else for (const each of target) this.#assign(each);
  }

  #readFor(place: { line: number; offset: number }): Step {
    const cursor = this.#cursor;
    if (this.#blocks.length > limits.scenarioLoopDepth)
      throw new NotationError(`more than ${limits.scenarioLoopDepth} loops within one another`, place.offset);
    const variable = cursor.take(/[A-Za-z_]\w*/y) ?? cursor.fail("the loop's variable");
    cursor.skipSpaces();
    if (!cursor.eatWord("in") || !cursor.eat("range") || !cursor.eat("(")) cursor.fail("`in range(n):`");
    const count = readInteger(cursor, "how often", { min: 0, max: limits.scenarioLoops });
    cursor.skipSpaces();
    if (!cursor.eat(")") || !cursor.eat(":")) cursor.fail("`):`");
    if (!cursor.isAtLineEnd)
      cursor.fail("the end of the line", "The steps that are repeated stand below, indented.");
    const body: Step[] = [];
    this.#opened = body;
    this.#variables.add(variable);
    return { ...place, kind: "for", variable, count, body };
  }

  #readSleep(): number {
    const cursor = this.#cursor;
    cursor.eat("sleep");
    const offset = cursor.offset;
    const { items } = cursor.list("(", ")", () =>
      seesNumber(cursor) ? readNumber(cursor) : cursor.fail("seconds"),
    );
    const [seconds] = items;
    if (seconds === undefined || items.length !== 1 || seconds > limits.scenarioSeconds)
      throw new NotationError(`sleep() takes seconds, at most ${limits.scenarioSeconds}`, offset);
    return seconds;
  }

  #expression(patterns: boolean): Expression {
    return readExpression(this.#cursor, { variables: this.#variables, patterns });
  }

  /** Lines are asked for in order. */
  #lineOf(offset: number): number {
    for (let at = this.#lineAt; at < offset; at++) if (this.#source.charCodeAt(at) === 10) this.#line += 1;
    this.#lineAt = offset;
    return this.#line;
  }
}

function readException(cursor: Cursor): string {
  const offset = cursor.offset;
  const name = cursor.take(/[A-Za-z_][\w.]*/y)?.replace(/^socket\./, "");
  if (name === undefined) cursor.fail("an exception, such as ConnectionRefusedError, or an errno");
  if (!exceptionNames.has(name) && !(constantNames.has(name) && name.startsWith("E")))
    throw new NotationError(`there is no exception ${name}`, offset, didYouMean(name, exceptionNames));
  cursor.skipSpaces();
  return name;
}
