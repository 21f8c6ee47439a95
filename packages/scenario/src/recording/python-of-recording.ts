import {
  type Call,
  type Expression,
  exceptionNames,
  formatMoment,
  formatValue,
  type Step,
  type Target,
  type Value,
} from "@sockpit/protocol/scenario";
import { namesResult, type RecordedProgram } from "./recorded-step.js";

/** Constants that are in the module `errno`; the others are in `socket`. */
const ERRNO = /^E[A-Z0-9]+$/;

/** Exceptions of the module `socket`; the others are built in. */
const OWN_EXCEPTIONS: ReadonlySet<string> = new Set(["gaierror"]);

/** What was done by hand as a program in Python, which does the same under `python3`. */
export function pythonOfRecording({ steps }: RecordedProgram): string {
  const writer = new PythonWriter();
  for (const [at, { step, text, raised, after }] of steps.entries()) {
    if (after !== undefined) writer.line(`# Here ${formatMoment(after)} had been done.`);
    writer.step(step, { text, raised, isNamed: namesResult(steps, at) });
  }
  return writer.text;
}

interface StepFacts {
  readonly text: string;
  readonly raised: string | undefined;
  readonly isNamed: boolean;
}

class PythonWriter {
  readonly #modules = new Set(["socket"]);
  #body = "";
  #indent = "";

  get text(): string {
    const imports = [...this.#modules].sort().map((module) => `import ${module}\n`);
    return `${imports.join("")}\n${this.#body}`;
  }

  line(text: string): void {
    this.#body += `${this.#indent}${text}\n`;
  }

  step(step: Step, { text, raised, isNamed }: StepFacts): void {
    switch (step.kind) {
      case "print":
        this.line(`print(${step.values.map((value) => this.#value(value)).join(", ")})`);
        break;
      case "sleep":
        this.#modules.add("time");
        this.line(`time.sleep(${step.seconds})`);
        break;
      case "for":
        this.line(`for ${step.variable} in range(${step.count}):`);
        this.#within(() => {
          for (const inner of step.body) this.step(inner, { text, raised: undefined, isNamed: false });
          if (step.body.length === 0) this.line("pass");
        });
        break;
      case "after":
      case "afterObserved":
        // Another program does that: here nothing can wait for it.
        this.line(`# ${text.split("\n")[0] ?? ""}`);
        break;
      case "do":
        this.#do(step, { raised: step.raises ?? raised, isNamed });
    }
  }

  #do(step: Extract<Step, { kind: "do" }>, { raised, isNamed }: Omit<StepFacts, "text">): void {
    const { expression, target, expected, timeoutSeconds } = step;
    const receiver = expression.kind === "call" ? expression.call.receiver : undefined;
    const hasTimeout = timeoutSeconds !== undefined && receiver !== undefined;
    if (hasTimeout) this.line(`${receiver}.settimeout(${timeoutSeconds})`);
    const value = this.#value(expression);
    if (raised !== undefined) this.#raises(value, raised);
    else if (target !== undefined) this.line(`${targetText(target)} = ${value}`);
    else if (expected !== undefined && isConstant(expected.pattern))
      this.line(`assert ${value} ${expected.operator} ${this.#value(expected.pattern)}`);
    else this.line(isNamed ? `_ = ${value}` : value);
    if (hasTimeout) this.line(`${receiver}.settimeout(None)`);
  }

  #raises(value: string, raised: string): void {
    const isErrno = !exceptionNames.has(raised);
    const name = isErrno ? "OSError" : OWN_EXCEPTIONS.has(raised) ? `socket.${raised}` : raised;
    this.line("try:");
    this.#within(() => this.line(value));
    this.line(isErrno ? "except OSError as error:" : `except ${name}:`);
    if (isErrno) this.#modules.add("errno");
    this.#within(() => this.line(isErrno ? `assert error.errno == errno.${raised}` : "pass"));
    this.line("else:");
    this.#within(() => this.line(`raise AssertionError("no ${raised}")`));
  }

  #within(write: () => void): void {
    const before = this.#indent;
    this.#indent += "    ";
    write();
    this.#indent = before;
  }

  #value(expression: Expression): string {
    switch (expression.kind) {
      case "value":
        return this.#constant(expression.value);
      case "variable":
        return expression.name;
      case "tuple":
        return `(${this.#all(expression.items)}${expression.items.length === 1 ? "," : ""})`;
      case "list":
        return `[${this.#all(expression.items)}]`;
      case "operation":
        return `${this.#operand(expression.left)} ${expression.operator} ${this.#operand(expression.right)}`;
      case "index":
        return `${this.#operand(expression.of)}[${expression.index}]`;
      case "slice":
        return `${this.#operand(expression.of)}[${expression.from ?? ""}:${expression.to ?? ""}]`;
      case "encode":
      case "decode":
        return `${this.#operand(expression.of)}.${expression.kind}()`;
      case "length":
        return `len(${this.#value(expression.of)})`;
      case "apply":
        if (expression.name !== "inet_aton") this.#modules.add("struct");
        return `${expression.name === "inet_aton" ? "socket.inet_aton" : expression.name}(${this.#all(expression.args)})`;
      case "call":
        return this.#call(expression.call);
      default:
        return "...";
    }
  }

  /** In brackets where an operator behind it would take only a part. */
  #operand(expression: Expression): string {
    const isJoined =
      expression.kind === "operation" ||
      (expression.kind === "value" &&
        typeof expression.value === "object" &&
        expression.value !== null &&
        "repeat" in expression.value);
    return isJoined ? `(${this.#value(expression)})` : this.#value(expression);
  }

  #all(expressions: readonly Expression[]): string {
    return expressions.map((each) => this.#value(each)).join(", ");
  }

  #call({ receiver = "socket", name, args, keywords }: Call): string {
    const named = Object.entries(keywords).map(([key, value]) => `${key}=${this.#value(value)}`);
    return `${receiver}.${name}(${[...args.map((value) => this.#value(value)), ...named].join(", ")})`;
  }

  #constant(value: Value): string {
    if (typeof value !== "object" || value === null) return formatValue(value);
    if ("hex" in value) return `bytes.fromhex(${formatValue(value.hex)})`;
    if ("bytes" in value) return formatValue({ bytes: value.bytes });
    if ("file" in value) return `open(${formatValue(value.file)}, "rb").read()`;
    if ("name" in value) return this.#named(value.name);
    if ("repeat" in value) return `${this.#constant(value.repeat)} * ${value.times}`;
    const items = "tuple" in value ? value.tuple : "list" in value ? value.list : [];
    const inner = items.map((item) => this.#constant(item)).join(", ");
    return "list" in value ? `[${inner}]` : `(${inner}${items.length === 1 ? "," : ""})`;
  }

  #named(name: string): string {
    if (!ERRNO.test(name)) return `socket.${name}`;
    this.#modules.add("errno");
    return `errno.${name}`;
  }
}

/** Whether Python can compare with it: a pattern is none of its values. */
function isConstant(pattern: Expression): boolean {
  switch (pattern.kind) {
    case "any":
    case "parts":
    case "not":
      return false;
    case "tuple":
    case "list":
      return pattern.items.every(isConstant);
    default:
      return true;
  }
}

function targetText(target: Target): string {
  if (typeof target === "string") return target;
  return target.map((part) => (typeof part === "string" ? part : `(${targetText(part)})`)).join(", ");
}
