import type { SyntaxNode } from "@lezer/common";
import {
  around,
  bindings,
  callOf,
  edited,
  linesOf,
  nodesIn,
  type ParsedPython,
  parsePython,
  type TextEdit,
  textOf,
  withImport,
} from "./python-tree.js";

interface Replacement {
  readonly module: string;
  readonly name: string;
}

const inThreading = ["Lock", "RLock", "Event", "Condition", "Semaphore", "BoundedSemaphore", "Barrier"];
const inQueue = ["Queue", "JoinableQueue"];

/** Names of modules that start processes, and the same for threads. */
const replacements: ReadonlyMap<string, Replacement> = new Map([
  ["multiprocessing.Process", { module: "threading", name: "Thread" }],
  ...inThreading.map((name): [string, Replacement] => [
    `multiprocessing.${name}`,
    { module: "threading", name },
  ]),
  ...inQueue.map((name): [string, Replacement] => [
    `multiprocessing.${name}`,
    { module: "queue", name: "Queue" },
  ]),
  ["multiprocessing.SimpleQueue", { module: "queue", name: "SimpleQueue" }],
  ["multiprocessing.Pool", { module: "multiprocessing.pool", name: "ThreadPool" }],
  ["concurrent.futures.ProcessPoolExecutor", { module: "concurrent.futures", name: "ThreadPoolExecutor" }],
  ["socketserver.ForkingMixIn", { module: "socketserver", name: "ThreadingMixIn" }],
  ["socketserver.ForkingTCPServer", { module: "socketserver", name: "ThreadingTCPServer" }],
  ["socketserver.ForkingUDPServer", { module: "socketserver", name: "ThreadingUDPServer" }],
]);

/** Names of them that work without processes, and stay. */
const kept: ReadonlySet<string> = new Set([
  "multiprocessing.cpu_count",
  "multiprocessing.freeze_support",
  "multiprocessing.set_start_method",
]);

const modules = ["multiprocessing", "concurrent.futures", "socketserver"];

/** What threads lack: they cannot be ended by others, have no exit status, and no memory of their own. */
const withoutThreads =
  /\.(?:terminate|kill|exitcode|join_thread|cancel_join_thread|sentinel)\b|\bcurrent_process\b|\bos\._exit\b/;

const mutators = "append|add|update|pop|remove|clear|insert|extend|setdefault|discard|popitem|sort|reverse";

/**
 * A program with threads in place of the processes of multiprocessing, concurrent.futures and socketserver, which have the same
 * calls. Undefined where it uses what threads have not, or where what it starts changes variables that are every thread's.
 */
export function threadsInsteadOfProcesses(source: string): string | undefined {
  const python = parsePython(source);
  if (python === undefined || withoutThreads.test(source)) return undefined;
  const names = importedNames(python);
  if (names === undefined) return undefined;
  const edits: TextEdit[] = [];
  const needed = new Set<string>();
  for (const node of nodesIn(python.tree.topNode)) {
    const use = useOf(python, node, names);
    if (use === undefined) continue;
    const replacement = replacements.get(use.name);
    if (replacement === undefined) {
      if (use.name.startsWith("multiprocessing.") && !kept.has(use.name)) return undefined;
      continue;
    }
    const isOwnModule = use.name === `${replacement.module}.${use.name.split(".").at(-1)}`;
    const alias = isOwnModule ? names.moduleAs.get(replacement.module) : undefined;
    if (alias === undefined && !isOwnModule) needed.add(replacement.module);
    const text = use.isMember
      ? `${alias ?? replacement.module}.${replacement.name}`
      : qualified(replacement, isOwnModule);
    edits.push({ from: node.from, to: node.to, text });
  }
  if (edits.length === 0 || changesCommonVariables(python)) return undefined;
  let result = edited(source, [...edits, ...names.importEdits, ...threadNumbers(python)]);
  for (const module of needed) result = withImport(result, module);
  return parsePython(result) === undefined ? undefined : result;
}

/** A name that was imported by itself: of another module it is written with that. */
function qualified({ module, name }: Replacement, isOwnModule: boolean): string {
  return isOwnModule ? name : `${module}.${name}`;
}

interface ImportedNames {
  /** `multiprocessing` → `mp`. */
  readonly moduleAs: ReadonlyMap<string, string>;
  /** `P` → `multiprocessing.Process`. */
  readonly nameAs: ReadonlyMap<string, string>;
  readonly importEdits: readonly TextEdit[];
}

/** Undefined where something is imported that is not understood: `*`. */
function importedNames(python: ParsedPython): ImportedNames | undefined {
  const moduleAs = new Map<string, string>();
  const nameAs = new Map<string, string>();
  const importEdits: TextEdit[] = [];
  for (const node of nodesIn(python.tree.topNode)) {
    if (node.name !== "ImportStatement") continue;
    const text = textOf(python, node).replace(/[()\n\\]/g, " ");
    const from = /^from\s+([\w.]+)\s+import\s+(.*)$/.exec(text);
    if (from === null) {
      for (const [, module = "", alias] of text.matchAll(/([\w.]+)(?:\s+as\s+(\w+))?\s*(?:,|$)/g))
        if (modules.includes(module)) moduleAs.set(module, alias ?? module);
      continue;
    }
    const [, module = "", list = ""] = from;
    if (!modules.includes(module)) continue;
    const parts = list.split(",").map((part) => part.trim().split(/\s+as\s+/));
    if (parts.some(([name]) => name === "*")) return undefined;
    const left: string[] = [];
    for (const [name = "", alias = name] of parts) {
      if (name === "") continue;
      const whole = `${module}.${name}`;
      nameAs.set(alias, whole);
      const replacement = replacements.get(whole);
      if (replacement === undefined) left.push(alias === name ? name : `${name} as ${alias}`);
      else if (replacement.module === module) left.push(replacement.name);
    }
    const lines = linesOf(python.source, node);
    const isUnchanged = left.length === parts.length && left.every((name) => list.includes(name));
    if (isUnchanged) continue;
    if (left.length > 0)
      importEdits.push({ from: node.from, to: node.to, text: `from ${module} import ${left.join(", ")}` });
    else importEdits.push({ ...lines, text: firstImport(module, parts) });
  }
  return { moduleAs, nameAs, importEdits };
}

/** In place of an import that is no longer needed: what its names have become. */
function firstImport(module: string, parts: readonly (readonly string[])[]): string {
  const found = parts.flatMap(([name = ""]) => replacements.get(`${module}.${name}`)?.module ?? []);
  return [...new Set(found)].map((needed) => `import ${needed}\n`).join("");
}

/** The whole name that a node uses, where it is of one of the modules. */
function useOf(
  python: ParsedPython,
  node: SyntaxNode,
  { moduleAs, nameAs }: ImportedNames,
): { name: string; isMember: boolean } | undefined {
  if (around(node, ({ name }) => name === "ImportStatement") !== undefined) return undefined;
  const text = textOf(python, node);
  if (node.name === "MemberExpression") {
    for (const [module, alias] of moduleAs)
      if (text.startsWith(`${alias}.`) && /^\w+$/.test(text.slice(alias.length + 1)))
        return { name: module + text.slice(alias.length), isMember: true };
    return undefined;
  }
  const whole = node.name === "VariableName" ? nameAs.get(text) : undefined;
  return whole === undefined ? undefined : { name: whole, isMember: false };
}

/** The functions that run as processes: targets, and `run` of their classes. */
function startedFunctions(python: ParsedPython): readonly SyntaxNode[] {
  const targets = new Set([...python.source.matchAll(/\btarget\s*=\s*(\w+)/g)].map(([, name]) => name));
  return nodesIn(python.tree.topNode)
    .filter(({ name }) => name === "FunctionDefinition")
    .filter((node) => {
      const own = node.getChild("VariableName");
      return own !== null && (targets.has(textOf(python, own)) || textOf(python, own) === "run");
    });
}

/** Processes have memory of their own; what threads change, all see. */
function changesCommonVariables(python: ParsedPython): boolean {
  const common = bindings(python.tree.topNode).map((name) => textOf(python, name));
  const names = [...new Set(common)].join("|");
  const change = new RegExp(
    `(?<![.\\w])(?:${names})(?:\\.(?:${mutators})\\s*\\(|\\[[^\\]]*\\]\\s*[-+*/|&]?=[^=])`,
  );
  return startedFunctions(python).some((node) => {
    const hasGlobal = nodesIn(node).some(({ name }) => name === "ScopeStatement");
    return hasGlobal || (names !== "" && change.test(textOf(python, node)));
  });
}

/** A process prints its number; a thread has one too. */
function threadNumbers(python: ParsedPython): TextEdit[] {
  return startedFunctions(python).flatMap((node) =>
    nodesIn(node).flatMap((inner): TextEdit[] => {
      if (inner.name !== "CallExpression") return [];
      const { from, to } = inner;
      const callee = callOf(python, inner)?.callee;
      if (callee === "os.getpid") return [{ from, to, text: "threading.get_native_id()" }];
      return callee === "os.getppid" ? [{ from, to, text: "os.getpid()" }] : [];
    }),
  );
}
