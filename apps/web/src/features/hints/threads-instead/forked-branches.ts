import type { SyntaxNode } from "@lezer/common";
import { around, childrenOf, isStatement, nodesIn, type ParsedPython, textOf } from "./python-tree.js";

/** `pid = os.fork()` with its `if`, as it stands in a program. */
export interface ForkedBranches {
  /** From the fork to the end of the `if`. */
  readonly from: number;
  readonly to: number;
  /** The variable that has the child's number. */
  readonly pid: string | undefined;
  readonly fork: SyntaxNode;
  readonly child: SyntaxNode;
  readonly parent: SyntaxNode | undefined;
  /** The last of its statements: what follows, both do. */
  readonly end: SyntaxNode;
}

type Branch = "child" | "parent" | "error";

/** Finds the one fork of a program; undefined where it has another form than the usual ones. */
export function forkedBranches(python: ParsedPython): ForkedBranches | undefined {
  const calls = nodesIn(python.tree.topNode).filter(
    (node) => node.name === "CallExpression" && /^(?:os\.)?fork\s*\(\s*\)$/.test(textOf(python, node)),
  );
  const [fork] = calls;
  if (fork === undefined || calls.length > 1) return undefined;
  const statement = around(fork, isStatement);
  if (statement === undefined) return undefined;
  if (statement.name === "IfStatement")
    return branchesOf(python, { statement, fork, pid: undefined, first: statement });
  const name = statement.name === "AssignStatement" ? statement.getChild("VariableName") : null;
  if (name === null || (statement.firstChild !== null && statement.firstChild.from !== name.from))
    return undefined;
  let next = statement.nextSibling;
  while (next?.name === "Comment") next = next.nextSibling;
  if (next?.name !== "IfStatement") return undefined;
  return branchesOf(python, { statement: next, fork, pid: textOf(python, name), first: statement });
}

interface Found {
  statement: SyntaxNode;
  fork: SyntaxNode;
  pid: string | undefined;
  first: SyntaxNode;
}

function branchesOf(
  python: ParsedPython,
  { statement, fork, pid, first }: Found,
): ForkedBranches | undefined {
  const found = new Map<Branch, SyntaxNode>();
  let condition: SyntaxNode | undefined;
  for (const part of childrenOf(statement)) {
    if (part.name !== "Body") {
      condition = /^(?:if|elif|else|Comment)$/.test(part.name) ? undefined : part;
      continue;
    }
    const text = condition === undefined ? "else" : textOf(python, condition).replace(/\s+/g, "");
    const branch = branchOf(
      text.replace(textOf(python, fork).replace(/\s+/g, ""), pid ?? "pid"),
      pid ?? "pid",
      found,
    );
    if (branch === undefined || found.has(branch)) return undefined;
    found.set(branch, part);
  }
  const child = found.get("child");
  if (child === undefined) return undefined;
  return {
    from: first.from,
    to: statement.to,
    pid,
    fork,
    child,
    parent: found.get("parent"),
    end: statement,
  };
}

/** Which process a condition is true in: fork(2) gives 0 to the child, a number above 0 to its parent, and −1 where it fails. */
function branchOf(condition: string, pid: string, before: ReadonlyMap<Branch, unknown>): Branch | undefined {
  const text = condition.replace(/^\((.*)\)$/, "$1");
  if ([`${pid}==0`, `0==${pid}`, `not${pid}`].includes(text)) return "child";
  if ([pid, `${pid}>0`, `${pid}!=0`, `0<${pid}`].includes(text)) return "parent";
  if ([`${pid}<0`, `${pid}==-1`].includes(text)) return "error";
  if (text !== "else") return undefined;
  if (!before.has("child")) return "child";
  return before.has("parent") ? "error" : "parent";
}
