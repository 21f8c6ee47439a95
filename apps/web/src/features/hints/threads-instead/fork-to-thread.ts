import type { SyntaxNode } from "@lezer/common";
import { type ForkedBranches, forkedBranches } from "./forked-branches.js";
import {
  around,
  bindings,
  callOf,
  childrenOf,
  edited,
  isScope,
  isStatement,
  linesOf,
  loadedNames,
  nodesIn,
  type ParsedPython,
  parsePython,
  type TextEdit,
  textOf,
  withImport,
} from "./python-tree.js";

const exits: ReadonlySet<string> = new Set(["os._exit", "sys.exit", "exit", "quit", "_exit"]);

/** What a child does to itself as a process, which a thread would do to all. */
const ofProcesses =
  /\bos\.(?:exec\w*|spawn\w*|kill|setsid|setpgid|dup2|chdir|umask|nice)\b|\bsignal\.\w+\s*\(/;

/**
 * A program with a thread in place of the process that it forks: the child's branch becomes a function, which gets the
 * variables as they are at that moment. Each process has descriptors of its own: what the two close of them for themselves alone, is not
 * closed. Undefined where the child cannot be told from the rest, or is more than a thread can be.
 */
export function threadInsteadOfFork(source: string): string | undefined {
  const python = parsePython(source);
  const branches = python === undefined ? undefined : forkedBranches(python);
  if (python === undefined || branches === undefined) return undefined;
  const result = new ForkedProgram(python, branches).withThread();
  return result === undefined || parsePython(result) === undefined ? undefined : result;
}

class ForkedProgram {
  readonly #python: ParsedPython;
  readonly #branches: ForkedBranches;
  readonly #child: readonly SyntaxNode[];
  readonly #parent: readonly SyntaxNode[];
  /** What both do afterwards, as far as it stands beside the fork. */
  readonly #rest: readonly SyntaxNode[];

  constructor(python: ParsedPython, branches: ForkedBranches) {
    this.#python = python;
    this.#branches = branches;
    this.#child = statementsOf(branches.child);
    this.#parent = branches.parent === undefined ? [] : statementsOf(branches.parent);
    this.#rest = [];
    const rest: SyntaxNode[] = [];
    for (let next = branches.end.nextSibling; next !== null; next = next.nextSibling)
      if (isStatement(next)) rest.push(next);
    this.#rest = rest;
  }

  withThread(): string | undefined {
    const { source } = this.#python;
    if (!this.#isChildClosed() || !this.#standsOnLines()) return undefined;
    const closes = this.#closes();
    if (closes === undefined) return undefined;
    const parameters = this.#parameters(closes.ofChild);
    const [name, thread] = [this.#freeName("child_process"), this.#freeName("child")];
    const indent = /[ \t]*$/.exec(source.slice(0, this.#branches.from))?.[0] ?? "";
    const child = this.#childText(closes, parameters);
    const parent = this.#parentText(closes.ofParent, thread, indent);
    if (child === undefined || parent === undefined) return undefined;
    const args =
      parameters.length === 0 ? "" : `, args=(${parameters.join(", ")}${parameters.length === 1 ? "," : ""})`;
    const lines = linesOf(source, this.#branches);
    const text = [
      `${indent}def ${name}(${parameters.join(", ")}):\n`,
      child,
      `${indent}${thread} = threading.Thread(target=${name}${args})\n`,
      `${indent}${thread}.start()\n`,
      parent,
    ].join("");
    const outside = this.#outsideEdits(closes.ofParent, thread);
    const result = edited(source, [...outside, { ...lines, text }]);
    return this.#hasOtherWaits(result) ? undefined : withImport(result, "threading");
  }

  /** Whether the child ends where its branch does, and says nothing to what is around it. */
  #isChildClosed(): boolean {
    const last = this.#child.at(-1);
    const body = this.#branches.child;
    if (last === undefined) return false;
    const text = textOf(this.#python, body);
    if (ofProcesses.test(text)) return false;
    const own = nodesIn(body, isScope).filter((node) => node === body || !isScope(node));
    if (own.some(({ name }) => /^(?:Return|Scope|Delete|Yield)|^Yield|^Await/.test(name))) return false;
    if (own.some((node) => /^(?:Break|Continue)Statement$/.test(node.name) && !isInLoopOf(node, body)))
      return false;
    const exitsElsewhere = nodesIn(this.#python.tree.topNode).some((node) => {
      const isOutside = node.from < body.from || node.to > body.to;
      return isOutside && node.name === "CallExpression" && callOf(this.#python, node)?.callee === "os._exit";
    });
    return !exitsElsewhere && (this.#isExit(last) || this.#isLastOfProgram());
  }

  #isExit(node: SyntaxNode): boolean {
    return node.name === "ExpressionStatement" && exits.has(callOf(this.#python, node)?.callee ?? "");
  }

  /** Whether nothing follows that the child would do too. */
  #isLastOfProgram(): boolean {
    let at: SyntaxNode | null = this.#branches.end;
    while (at !== null && at.name !== "Script") {
      if (/^(?:While|For)Statement$/.test(at.name) || isScope(at)) return false;
      if (isStatement(at))
        for (let next = at.nextSibling; next !== null; next = next.nextSibling)
          if (isStatement(next)) return false;
      at = at.parent;
    }
    return true;
  }

  /** Texts are cut by lines, and what is indented otherwise must not be in a string. */
  #standsOnLines(): boolean {
    const { source } = this.#python;
    const bodies = [
      this.#branches.child,
      ...(this.#branches.parent === undefined ? [] : [this.#branches.parent]),
    ];
    return bodies.every((body) => {
      const first = statementsOf(body)[0];
      if (first === undefined || source.slice(body.from, first.from).indexOf("\n") === -1) return false;
      return !nodesIn(body).some(
        (node) => /String$/.test(node.name) && textOf(this.#python, node).includes("\n"),
      );
    });
  }

  /** What each side closes of the other's: names. Undefined where both use one thing. */
  #closes(): { ofChild: readonly SyntaxNode[]; ofParent: readonly SyntaxNode[] } | undefined {
    const ofParent = [...this.#parent, ...this.#rest].filter((node) => {
      const closed = this.#closedBy(node);
      return closed !== undefined && this.#usesInChild(closed).length > 0;
    });
    const closedByParent = new Set(ofParent.map((node) => this.#closedBy(node)));
    const ofChild = this.#child.filter((node) => {
      const closed = this.#closedBy(node);
      return (
        closed !== undefined && !closedByParent.has(closed) && this.#usesInChild(closed, node).length === 0
      );
    });
    const isOfChild = new Set(ofChild.map((node) => this.#closedBy(node)));
    const parents = ofParent.filter((node) => !isOfChild.has(this.#closedBy(node)));
    const isShared = parents.some((node) => {
      const name = this.#closedBy(node);
      return [...this.#parent, ...this.#rest].some(
        (other) => other !== node && this.#uses(other, name ?? "").length > 0,
      );
    });
    return isShared ? undefined : { ofChild, ofParent: parents };
  }

  /** Whether a statement of the child closes a variable in the end. */
  #closesAlways(node: SyntaxNode, name: string): boolean {
    const last = node.name === "TryStatement" && node.getChild("finally") !== null ? node.lastChild : null;
    return (
      this.#closedBy(node) === name ||
      (last !== null && statementsOf(last).some((own) => this.#closedBy(own) === name))
    );
  }

  /** The variable that a statement closes: `x.close()`, `os.close(x)`. */
  #closedBy(node: SyntaxNode): string | undefined {
    if (node.name !== "ExpressionStatement") return undefined;
    const call = callOf(this.#python, node);
    if (call?.callee === "os.close") return /^\w+$/.exec(call.args)?.[0];
    return call?.args === "" ? /^(\w+)\.close$/.exec(call.callee)?.[1] : undefined;
  }

  #uses(node: SyntaxNode, name: string): SyntaxNode[] {
    return nodesIn(node).filter(
      (inner) => inner.name === "VariableName" && textOf(this.#python, inner) === name,
    );
  }

  #usesInChild(name: string, except?: SyntaxNode): SyntaxNode[] {
    return this.#child.filter((node) => node !== except).flatMap((node) => this.#uses(node, name));
  }

  /** The variables that the child reads, and that have a value by then. */
  #parameters(without: readonly SyntaxNode[]): string[] {
    const { from, pid, end } = this.#branches;
    const scope = around(end, (node) => node.name === "FunctionDefinition" || node.name === "Script");
    if (scope === undefined) return [];
    const own = scope.name === "Script" ? scope : (scope.getChild("Body") ?? scope);
    const fixed = new Set(
      nodesIn(own, isScope)
        .filter(
          ({ name }) =>
            name === "ImportStatement" || name === "FunctionDefinition" || name === "ClassDefinition",
        )
        .flatMap((node) => bindings(node).map((name) => textOf(this.#python, name))),
    );
    const given = scope.getChild("ParamList");
    const names = [
      ...bindings(own),
      ...(given === null ? [] : nodesIn(given).filter(({ name }) => name === "VariableName")),
    ];
    const bound = new Set(names.filter((name) => name.from < from).map((name) => textOf(this.#python, name)));
    const read = this.#child
      .filter((node) => !without.includes(node))
      .flatMap((node) => loadedNames(this.#python, node));
    return [...new Set(read)].filter((name) => bound.has(name) && !fixed.has(name) && name !== pid);
  }

  #childText(
    closes: { ofChild: readonly SyntaxNode[]; ofParent: readonly SyntaxNode[] },
    parameters: readonly string[],
  ): string | undefined {
    const { source } = this.#python;
    const { pid, child } = this.#branches;
    const edits: TextEdit[] = closes.ofChild.map((node) => ({ ...linesOf(source, node), text: "" }));
    const last = this.#child.at(-1);
    for (const node of nodesIn(child)) {
      if (node.name === "ExpressionStatement" && this.#isExit(node))
        edits.push(
          node.from === last?.from
            ? { ...linesOf(source, node), text: "" }
            : { from: node.from, to: node.to, text: "return" },
        );
      if (node.name === "VariableName" && textOf(this.#python, node) === pid)
        edits.push({ from: node.from, to: node.to, text: "0" });
      if (node.name !== "CallExpression") continue;
      const callee = callOf(this.#python, node)?.callee;
      if (callee === "os.getpid")
        edits.push({ from: node.from, to: node.to, text: "threading.get_native_id()" });
      if (callee === "os.getppid") edits.push({ from: node.from, to: node.to, text: "os.getpid()" });
    }
    const [first] = this.#child;
    if (first === undefined || last === undefined) return undefined;
    const range = { from: linesOf(source, first).from, to: linesOf(source, last).to };
    const text = cut(source, range, edits);
    const indent = source.slice(range.from, first.from);
    const left = closes.ofParent.filter((node) => {
      const name = this.#closedBy(node) ?? "";
      return parameters.includes(name) && !this.#child.some((own) => this.#closesAlways(own, name));
    });
    if (text.trim() === "") return `${indent}pass\n`;
    if (left.length === 0) return text;
    const deeper = text.replace(/^(?=.*\S)/gm, "    ");
    const closing = left.map((node) => `${indent}    ${textOf(this.#python, node)}\n`).join("");
    return `${indent}try:\n${deeper}${indent}finally:\n${closing}`;
  }

  #parentText(without: readonly SyntaxNode[], thread: string, indent: string): string | undefined {
    const { source } = this.#python;
    const [first, last] = [this.#parent[0], this.#parent.at(-1)];
    if (first === undefined || last === undefined) return "";
    const range = { from: linesOf(source, first).from, to: linesOf(source, last).to };
    const edits = without.filter((node) => node.from >= range.from && node.to <= range.to);
    const removed = edits.map((node) => ({ ...linesOf(source, node), text: "" }));
    const { parent } = this.#branches;
    const text = cut(source, range, [
      ...removed,
      ...(parent === undefined ? [] : this.#pidEdits(parent, thread, edits)),
    ]);
    const deeper = source.slice(range.from, first.from);
    const kept = this.#parent.filter((node) => !without.includes(node) && node.name !== "PassStatement");
    return kept.length === 0 ? "" : text.replace(new RegExp(`^${deeper}`, "gm"), indent);
  }

  /** What stands around the fork, and knows the child. */
  #outsideEdits(without: readonly SyntaxNode[], thread: string): TextEdit[] {
    const { source, tree } = this.#python;
    const region = linesOf(source, this.#branches);
    const isOutside = ({ from, to }: { from: number; to: number }) => to <= region.from || from >= region.to;
    const removed = without.filter(isOutside);
    return [
      ...removed.map((node) => ({ ...linesOf(source, node), text: "" })),
      ...this.#pidEdits(around(this.#branches.fork, isScope) ?? tree.topNode, thread, removed).filter(
        isOutside,
      ),
    ];
  }

  /** `os.waitpid(pid, 0)` waits for the thread's end; elsewhere the thread has a number too. Of the fork's own scope. */
  #pidEdits(node: SyntaxNode, thread: string, without: readonly SyntaxNode[]): TextEdit[] {
    const { pid, fork } = this.#branches;
    const edits: TextEdit[] = [];
    const isOther = (inner: SyntaxNode) => isScope(inner) && (inner.from > fork.from || inner.to < fork.to);
    for (const inner of nodesIn(node, isOther).filter((found) => !isOther(found))) {
      if (without.some(({ from, to }) => inner.from >= from && inner.to <= to)) continue;
      const { from, to } = inner;
      const call = inner.name === "ExpressionStatement" ? callOf(this.#python, inner) : undefined;
      const waits =
        call?.callee === "os.wait" ||
        (call?.callee === "os.waitpid" && pid !== undefined && call.args.replace(/\s/g, "") === `${pid},0`);
      if (waits) edits.push({ from, to, text: `${thread}.join()` });
      else if (inner.name === "VariableName" && textOf(this.#python, inner) === pid) {
        const isWithin = edits.some((edit) => from >= edit.from && to <= edit.to);
        if (!isWithin) edits.push({ from, to, text: `${thread}.native_id` });
      }
    }
    return edits;
  }

  /** Whether a child is waited for in another way: but in a handler of SIGCHLD, which no thread sends. */
  #hasOtherWaits(result: string): boolean {
    const python = parsePython(result);
    if (python === undefined) return true;
    const handlers = new Set([...result.matchAll(/signal\.SIGCHLD\s*,\s*(\w+)/g)].map(([, name]) => name));
    return nodesIn(python.tree.topNode).some((node) => {
      if (node.name !== "CallExpression" || !/^os\.(?:wait|kill)/.test(callOf(python, node)?.callee ?? ""))
        return false;
      const owner = around(node, ({ name }) => name === "FunctionDefinition")?.getChild("VariableName");
      return owner === null || owner === undefined || !handlers.has(textOf(python, owner));
    });
  }

  #freeName(wanted: string): string {
    const isUsed = (name: string) => new RegExp(`\\b${name}\\b`).test(this.#python.source);
    return isUsed(wanted) ? `${wanted}_thread` : wanted;
  }
}

function statementsOf(body: SyntaxNode): readonly SyntaxNode[] {
  return childrenOf(body).filter(isStatement);
}

function isInLoopOf(node: SyntaxNode, body: SyntaxNode): boolean {
  const loop = around(node, ({ name }) => name === "WhileStatement" || name === "ForStatement");
  return loop !== undefined && loop.from > body.from;
}

/** A part of a text with the edits that are in it. */
function cut(source: string, { from, to }: { from: number; to: number }, edits: readonly TextEdit[]): string {
  const inside = edits.map((edit) => ({ ...edit, from: edit.from - from, to: edit.to - from }));
  const text = edited(source.slice(from, to), inside);
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}
