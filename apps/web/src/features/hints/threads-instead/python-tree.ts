import { pythonLanguage } from "@codemirror/lang-python";
import type { SyntaxNode, Tree } from "@lezer/common";

/** A Python program as the editor reads it. */
export interface ParsedPython {
  readonly source: string;
  readonly tree: Tree;
}

/** Undefined where it is no Python. */
export function parsePython(source: string): ParsedPython | undefined {
  const tree = pythonLanguage.parser.parse(source);
  return nodesIn(tree.topNode).some(({ type }) => type.isError) ? undefined : { source, tree };
}

/** A node and all in it, in their order. `skip`: what is not gone into. */
export function nodesIn(node: SyntaxNode, skip: (node: SyntaxNode) => boolean = () => false): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const open = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    found.push(next);
    if (skip(next) && next !== node) continue;
    for (let child = next.lastChild; child !== null; child = child.prevSibling) open.push(child);
  }
  return found;
}

export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
  return children;
}

export function textOf({ source }: ParsedPython, { from, to }: Pick<SyntaxNode, "from" | "to">): string {
  return source.slice(from, to);
}

/** What has variables of its own. */
export function isScope({ name }: SyntaxNode): boolean {
  return name === "FunctionDefinition" || name === "ClassDefinition" || name === "LambdaExpression";
}

export function isStatement({ name }: SyntaxNode): boolean {
  return name.endsWith("Statement") || name === "FunctionDefinition" || name === "ClassDefinition";
}

/** The nearest node around one that fits. */
export function around(node: SyntaxNode, fits: (node: SyntaxNode) => boolean): SyntaxNode | undefined {
  let at = node.parent;
  while (at !== null && !fits(at)) at = at.parent;
  return at ?? undefined;
}

/** The call that a statement is, by what is called and its arguments' texts; undefined where it is none. */
export function callOf(python: ParsedPython, node: SyntaxNode): { callee: string; args: string } | undefined {
  const call = node.name === "ExpressionStatement" ? node.firstChild : node;
  const args = call?.getChild("ArgList");
  if (call?.name !== "CallExpression" || args === null || args === undefined) return undefined;
  const callee = python.source.slice(call.from, args.from).replace(/\s+/g, "");
  return { callee, args: python.source.slice(args.from + 1, args.to - 1).trim() };
}

/** The variables that a node reads. */
export function loadedNames(python: ParsedPython, node: SyntaxNode): string[] {
  const bound = new Set(bindings(node).map(({ from }) => from));
  const names = nodesIn(node).filter(({ name, from }) => name === "VariableName" && !bound.has(from));
  return [...new Set(names.map((name) => textOf(python, name)))];
}

/** The places where a node gives variables a value, in its own scope. */
export function bindings(node: SyntaxNode): SyntaxNode[] {
  return nodesIn(node, isScope).flatMap((inner) => {
    switch (inner.name) {
      case "AssignStatement":
        return targets(inner, (child) => child.name === "AssignOp");
      case "UpdateStatement":
        return [];
      case "ForStatement":
        return targets(inner, (child) => child.name === "in");
      case "WithStatement":
      case "TryStatement":
        return childrenOf(inner).flatMap((child) =>
          child.name === "as" && child.nextSibling?.name === "VariableName" ? [child.nextSibling] : [],
        );
      case "ImportStatement":
        return childrenOf(inner).filter(({ name }) => name === "VariableName");
      case "FunctionDefinition":
      case "ClassDefinition": {
        const name = inner.getChild("VariableName");
        return name === null ? [] : [name];
      }
      default:
        return [];
    }
  });
}

/** The names before the last sign that says where targets end. */
function targets(node: SyntaxNode, ends: (child: SyntaxNode) => boolean): SyntaxNode[] {
  const children = childrenOf(node);
  const end = children.findLastIndex(ends);
  return children.slice(0, end).flatMap(plainNames);
}

function plainNames(node: SyntaxNode): SyntaxNode[] {
  if (node.name === "VariableName") return [node];
  return /^(?:Tuple|Parenthesized|Array)Expression$/.test(node.name)
    ? childrenOf(node).flatMap(plainNames)
    : [];
}

/** A change of some text. */
export interface TextEdit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A text with its edits made, none of which overlap. */
export function edited(source: string, edits: readonly TextEdit[]): string {
  let result = "";
  let at = 0;
  for (const { from, to, text } of edits.toSorted((a, b) => a.from - b.from)) {
    result += source.slice(at, from) + text;
    at = to;
  }
  return result + source.slice(at);
}

/** The whole lines of a node. A block ends where the next line begins, or the one after empty lines. */
export function linesOf(
  source: string,
  { from, to }: Pick<SyntaxNode, "from" | "to">,
): { from: number; to: number } {
  const last = from + source.slice(from, to).trimEnd().length;
  const end = source.indexOf("\n", last);
  return { from: source.lastIndexOf("\n", from - 1) + 1, to: end === -1 ? source.length : end + 1 };
}

/** Imports a module behind the first import, unless the program has it. */
export function withImport(source: string, module: string): string {
  if (new RegExp(`^import\\s(?:.*,\\s*)?${module}\\s*(?:,|#|$)`, "m").test(source)) return source;
  const first = /^(?:import|from)\s.*$/m.exec(source);
  if (first === null) return `import ${module}\n${source}`;
  const end = first.index + first[0].length;
  return `${source.slice(0, end)}\nimport ${module}${source.slice(end)}`;
}
