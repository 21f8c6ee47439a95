import type { SyntaxNode } from "@lezer/common";
import type { ProgramPart } from "../hint.js";
import {
  around,
  childrenOf,
  edited,
  isStatement,
  linesOf,
  nodesIn,
  type ParsedPython,
  parsePython,
  textOf,
} from "./python-tree.js";

/** What a main part may do besides starting the two: wait for them, or between them. */
const besides = /^(?:\w+\.(?:start|join)\(.*\)|(?:time\.)?sleep\(.*\)|print\(.*\)|\w+\.daemon\s*=\s*\w+)$/;

/**
 * The two programs of a text that runs two of its functions as processes, and does nothing else: each has the whole text, and calls its function. Undefined
 * where it is another text, or the two are given something that is not written there.
 */
export function programsOfProcesses(source: string): readonly ProgramPart[] | undefined {
  const python = parsePython(source);
  const main = python === undefined ? undefined : mainPart(python);
  if (python === undefined || main === undefined) return undefined;
  const calls: { name: string; call: string }[] = [];
  for (const statement of main.statements) {
    const text = textOf(python, statement);
    const call = processCall(text);
    if (call === undefined && !besides.test(text)) return undefined;
    if (call !== undefined) calls.push(call);
  }
  const [first, second, ...others] = calls;
  const isDefined = ({ name }: { name: string }) => new RegExp(`^def ${name}\\b`, "m").test(source);
  if (first === undefined || second === undefined || others.length > 0) return undefined;
  if (first.name === second.name || ![first, second].every(isDefined)) return undefined;
  return [first, second].map(({ name, call }) => {
    const text = edited(source, [{ ...main.lines, text: `${main.indent}${call}\n` }]);
    return { name: `${name}.py`, source: withoutProcesses(text) };
  });
}

/** `Process(target=server, args=("127.0.0.1", 8088))` as the call that it makes, where its arguments are constants. */
function processCall(text: string): { name: string; call: string } | undefined {
  const [, name, args = ""] =
    /\bProcess\(\s*target\s*=\s*(\w+)\s*(?:,\s*args\s*=\s*\(([^()]*)\))?\s*(?:,\s*(?:name|daemon)\s*=\s*[\w"']+)*\s*,?\s*\)/.exec(
      text,
    ) ?? [];
  if (name === undefined) return undefined;
  const words = args.replace(/"[^"]*"|'[^']*'/g, "").match(/[A-Za-z_]\w*/g) ?? [];
  if (words.some((word) => !["True", "False", "None"].includes(word))) return undefined;
  return { name, call: `${name}(${args.trim().replace(/,$/, "")})` };
}

/** The statements under `if __name__ == "__main__":`, at the text's end. */
function mainPart(
  python: ParsedPython,
): { statements: readonly SyntaxNode[]; lines: { from: number; to: number }; indent: string } | undefined {
  const guard = childrenOf(python.tree.topNode).findLast(isStatement);
  const isGuard =
    guard?.name === "IfStatement" && /^if\s+__name__\s*==\s*["']__main__["']\s*:/.test(textOf(python, guard));
  const body = isGuard ? guard.getChild("Body") : undefined;
  if (body === null || body === undefined) return undefined;
  const statements = childrenOf(body).filter(isStatement);
  const [first, last] = [statements[0], statements.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const lines = { from: linesOf(python.source, first).from, to: linesOf(python.source, last).to };
  return { statements, lines, indent: python.source.slice(lines.from, first.from) };
}

/** Without the imports of what is no longer used. */
function withoutProcesses(source: string): string {
  const python = parsePython(source);
  if (python === undefined) return source;
  const unused = nodesIn(python.tree.topNode).filter(
    (node) =>
      node.name === "ImportStatement" &&
      /^(?:from\s+multiprocessing\s+import\s+Process|import\s+multiprocessing(?:\s+as\s+\w+)?)$/.test(
        textOf(python, node).trim(),
      ) &&
      around(node, isStatement) === undefined,
  );
  return edited(
    source,
    unused.map((node) => ({ ...linesOf(source, node), text: "" })),
  );
}
