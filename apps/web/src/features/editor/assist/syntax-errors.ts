import type { Text } from "@codemirror/state";
import type { SyntaxNode, Tree } from "@lezer/common";

/** What is wrong at a place of a program that is no Python, as far as it can be said. */
export interface SyntaxProblem {
  from: number;
  to: number;
  kind: "fullWidth" | "openBracket" | "colon" | "openString" | "other";
  /** The character that it is about. */
  what: string;
}

/** More of them say nothing new: what follows an error is often not wrong itself. */
const MAX_PROBLEMS = 5;

const compounds: ReadonlySet<string> = new Set([
  "IfStatement",
  "WhileStatement",
  "ForStatement",
  "FunctionDefinition",
  "ClassDefinition",
  "TryStatement",
  "WithStatement",
]);

const COMPOUND_LINE = /^\s*(?:(?:async\s+)?(?:if|elif|else|while|for|def|class|try|except|finally|with)\b)/;

/** What an input method for Chinese writes in the place of ASCII, curly quotes and spaces from a paste. */
const FULL_WIDTH = /[\u00a0\u2018\u2019\u201c\u201d\u3000-\u3003\u300c-\u300f\uff01-\uff5e]/g;

/** `with (a, b):` is Python since 3.9, and not yet this parser's. */
const PARENTHESISED_WITH = /^\s*(?:async\s+)?with\s*\(/;

/** Where the parser could not go on, and characters that Python does not take outside of strings; one place a line. */
export function findSyntaxProblems(tree: Tree, doc: Text): readonly SyntaxProblem[] {
  const problems = new Map<number, SyntaxProblem>();
  const add = (problem: SyntaxProblem) => {
    const { number } = doc.lineAt(problem.from);
    if (problems.size < MAX_PROBLEMS && !problems.has(number)) problems.set(number, problem);
  };
  for (const { index, 0: what } of doc.toString().matchAll(FULL_WIDTH)) {
    if (isInText(tree.resolveInner(index, 1))) continue;
    add({ from: index, to: index + 1, kind: "fullWidth", what });
  }
  tree.iterate({
    enter: (cursor) => {
      if (!cursor.type.isError) return problems.size < MAX_PROBLEMS;
      if (!PARENTHESISED_WITH.test(doc.lineAt(statementOf(cursor.node).from).text))
        add(describe(cursor.node, doc));
      return false;
    },
  });
  return [...problems.values()].toSorted((a, b) => a.from - b.from);
}

function isInText(node: SyntaxNode | null): boolean {
  for (let outer = node; outer !== null; outer = outer.parent) {
    if (outer.name === "FormatReplacement") return false;
    if (/String|Comment/.test(outer.name)) return true;
  }
  return false;
}

function statementOf(node: SyntaxNode): SyntaxNode {
  for (let outer = node; ; outer = outer.parent) {
    if (outer.parent === null || /Statement$|Definition$/.test(outer.name)) return outer;
  }
}

function describe(node: SyntaxNode, doc: Text): SyntaxProblem {
  const { from, to } = spanOf(node, doc);
  const text = doc.sliceString(from, to);
  if (/^(?:'''|"""|['"])/.test(text)) return { from, to, kind: "openString", what: text.slice(0, 1) };
  const bracket = openBracketOf(node, doc);
  if (bracket !== undefined) return { ...bracket, kind: "openBracket" };
  const line = doc.lineAt(from);
  const isAtEnd = doc.sliceString(to, line.to).trim() === "" && !/:\s*(?:#.*)?$/.test(line.text);
  if (isAtEnd && (compounds.has(node.parent?.name ?? "") || COMPOUND_LINE.test(line.text))) {
    return {
      from: line.from + (line.text.length - line.text.trimStart().length),
      to: line.to,
      kind: "colon",
      what: ":",
    };
  }
  return { from, to, kind: "other", what: text.trim() };
}

/** An error can have no width, or run over many lines: at least a character, and at most its line. */
function spanOf({ from, to }: SyntaxNode, doc: Text): { from: number; to: number } {
  const line = doc.lineAt(from);
  const end = Math.min(line.to, Math.max(to, from + 1));
  return end > from ? { from, to: end } : { from: Math.max(line.from, from - 1), to: from };
}

/** The bracket that nothing closes, where the error stands in what it opens. */
function openBracketOf(node: SyntaxNode, doc: Text): { from: number; to: number; what: string } | undefined {
  for (let outer = node.parent; outer !== null; outer = outer.parent) {
    const first = outer.firstChild;
    const last = outer.lastChild;
    const what = first === null ? "" : doc.sliceString(first.from, first.to);
    if (first === null || last === null || !/^[([{]$/.test(what)) continue;
    const end = doc.sliceString(last.from, last.to);
    return /^[)\]}]$/.test(end) ? undefined : { from: first.from, to: first.to, what };
  }
  return undefined;
}
