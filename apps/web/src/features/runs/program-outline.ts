import type { Program } from "../../shared/program.js";
import { codeOf } from "../../shared/python-code.js";
import { importedPaths } from "./imported-paths.js";
import { splitArguments } from "./split-arguments.js";

/** What can be read from a program's text before it runs: a guess at its part, for the order in which programs start. */
export interface ProgramOutline {
  /** Whether it waits for others: it binds, listens or serves. */
  readonly isServer: boolean;
  /** Whether it goes to others: it connects, or sends datagrams. */
  readonly isClient: boolean;
  /** Ports that it goes to, where they are written in the text or given as arguments. */
  readonly wantedPorts: readonly number[];
  /** Ports that it takes itself, where they are written. */
  readonly servedPorts: readonly number[];
  /** Whether it does more than define names when it is run. */
  readonly isRunnable: boolean;
  /** Paths of files that its imports can mean, below the project's folder: see imported-paths.ts. */
  readonly imports: ReadonlySet<string>;
}

const serverCalls =
  /\.(?:bind|listen|serve_forever|accept)\b\s*[(,)]|\.serve_forever\b|\b(?:create_server|start_server|start_unix_server|create_unix_server|make_server)\s*\(|\blocal_addr\s*=|\b\w*(?:TCP|UDP|HTTP|Stream|Datagram|XMLRPC|WSGI)Server\s*\(/;

const clientCalls =
  /\.(?:connect|connect_ex|sendto)\s*\(|\b(?:create_connection|open_connection|open_unix_connection|create_unix_connection|urlopen|HTTPConnection)\s*\(|\bremote_addr\s*=/;

/** Where a port is named by who goes to it, and by who takes it; what follows is its argument list. */
const wantedCalls =
  /(?:\.(?:connect|connect_ex|sendto)|\b(?:create_connection|open_connection|HTTPConnection))\s*\(|\bremote_addr\s*=/g;

const servedCalls =
  /(?:\.bind|\b(?:create_server|start_server|make_server|\w*Server))\s*\(|\blocal_addr\s*=/g;

const LARGEST_PORT = 65_535;

/** What a program's text says. Strings and comments count for nothing. */
export function outlineOf({ name, source, arguments: line = "" }: Program): ProgramOutline {
  const code = codeOf(source);
  return {
    isServer: serverCalls.test(code),
    isClient: clientCalls.test(code),
    wantedPorts: portsAt(wantedCalls, code, line),
    servedPorts: portsAt(servedCalls, code, line),
    isRunnable: isRunnable(code),
    imports: importedPaths(name, code),
  };
}

function portsAt(calls: RegExp, code: string, argumentLine: string): readonly number[] {
  const numbers = numbersOf(code);
  const ports = new Set<number>();
  for (const call of code.matchAll(calls)) {
    const given = addressIn(call[0], argumentsAt(code, call.index + call[0].length));
    for (const port of portsIn(given, numbers, argumentLine)) ports.add(port);
  }
  return [...ports];
}

/** The text up to the bracket that closes what is open here; of `name = (…)` up to its end of line. */
function argumentsAt(code: string, start: number): string {
  let depth = 0;
  for (let at = start; at < code.length; at += 1) {
    const char = code[at] ?? "";
    if ("([{".includes(char)) depth += 1;
    else if (")]}".includes(char)) {
      if (depth === 0) return code.slice(start, at);
      depth -= 1;
    }
  }
  return code.slice(start);
}

/** The address among what a call is given, where it is written as a tuple: not the data before it, nor a timeout behind. */
function addressIn(call: string, given: string): string {
  const values = splitValues(given);
  const tuple = values.find((value) => value.startsWith("("));
  if (tuple !== undefined) return tuple;
  // Of datagrams what comes before the address is data and flags.
  const meant = call.includes("sendto") ? values.slice(-1) : call.endsWith("=") ? values.slice(0, 1) : values;
  return meant.join().replace(/(?<!\bint)\([^()]*\)/g, "()");
}

/** What stands between commas, outside of brackets. */
function splitValues(given: string): string[] {
  const values = [""];
  let depth = 0;
  for (const char of given) {
    if ("([{".includes(char)) depth += 1;
    if (")]}".includes(char)) depth -= 1;
    if (char === "," && depth === 0) values.push("");
    else values.push((values.pop() ?? "") + char);
  }
  return values.map((value) => value.trim()).filter((value) => value !== "");
}

/** Code without numbers that are no ports: places in a list, what something is compared with. */
function withoutIndexes(code: string): string {
  return code.replace(/\[\s*-?\d+\s*\]|[<>]=?\s*\d+|[=!]=\s*\d+/g, "[]");
}

function portsIn(
  given: string,
  numbers: ReadonlyMap<string, Named>,
  argumentLine: string,
): readonly number[] {
  const found: number[] = [];
  let asks = /\bargv\b|\bargs\./.test(given);
  for (const word of withoutIndexes(given).match(/[A-Za-z_]\w*|\b\d+\b/g) ?? []) {
    const named = numbers.get(word);
    if (/^\d/.test(word)) found.push(Number(word));
    else if (named !== undefined) {
      found.push(...named.numbers);
      asks ||= named.isArgument;
    }
  }
  if (asks) found.push(...numbersOfArguments(argumentLine));
  return found.filter((port) => port > 0 && port <= LARGEST_PORT);
}

function numbersOfArguments(argumentLine: string): readonly number[] {
  const line = splitArguments(argumentLine);
  return line.kind === "words" ? line.words.filter((word) => /^\d+$/.test(word)).map(Number) : [];
}

interface Named {
  readonly numbers: readonly number[];
  /** Whether it comes from the command line. */
  readonly isArgument: boolean;
}

/** What may stand before a bracket in a value whose numbers are meant: no calls, or such as give the number. */
const notCalls: ReadonlySet<string> = new Set("int tuple str len if else or and not in".split(" "));

/** Numbers that names stand for: `PORT = 8088`, `address = ("127.0.0.1", PORT)`, `port = int(sys.argv[1])`. */
function numbersOf(code: string): ReadonlyMap<string, Named> {
  const named = new Map<string, Named>();
  for (const [, names = "", value = ""] of code.matchAll(
    /^[ \t]*([A-Za-z_][\w, \t]*?)[ \t]*=[ \t]*([^=\n].*)$/gm,
  )) {
    const words = withoutIndexes(value).match(/[A-Za-z_]\w*|\b\d+\b/g) ?? [];
    const numbers = words.flatMap((word) =>
      /^\d/.test(word) ? [Number(word)] : (named.get(word)?.numbers ?? []),
    );
    const isArgument =
      /\bargv\b|\bparse_args\b/.test(value) || words.some((word) => named.get(word)?.isArgument);
    // A call's arguments are no addresses, but int(…) and tuples are.
    const called = [...value.matchAll(/([A-Za-z_]\w*)\s*\(/g)].map(([, name = ""]) => name);
    const isPlain = called.every((name) => notCalls.has(name));
    if ((numbers.length > 0 && isPlain) || isArgument)
      for (const name of names.split(","))
        named.set(name.trim(), { numbers: isPlain ? numbers : [], isArgument });
  }
  return named;
}

/** Whether some line outside of functions and classes does something: a call, a loop, `if __name__ == …`. */
function isRunnable(code: string): boolean {
  let inside = false;
  for (const line of code.split("\n")) {
    if (line.trim() === "") continue;
    const isTop = !/^\s/.test(line);
    if (isTop) inside = /^(?:async\s+)?(?:def|class)\b|^@/.test(line);
    if (inside) continue;
    if (/^(?:while|for|with|async\s+with)\b/.test(line) || /^if\b.*\b__name__\b/.test(line)) return true;
    if (
      /^\s*(?:await\s+)?[A-Za-z_][\w.]*(?:\[[^\]]*\])?\s*\(/.test(line) &&
      !/^\s*(?:if|elif|while|assert|not)\b/.test(line)
    )
      return true;
  }
  return false;
}

/** How "run all" takes the programs of a page. */
export interface StartPlan {
  /** What is started, in this order: servers, those that serve and go to others, the rest. */
  readonly order: readonly PlannedStart[];
  /** Programs that are taken for modules of others, and not started, with who imports them. */
  readonly modules: ReadonlyMap<string, string>;
}

export interface PlannedStart {
  readonly program: Program;
  readonly outline: ProgramOutline;
}

export function planStart(programs: readonly Program[]): StartPlan {
  const planned = programs.map((program) => ({ program, outline: outlineOf(program) }));
  const modules = new Map<string, string>();
  for (const { program, outline } of planned) {
    const importer = planned.find(
      (other) => other.program !== program && other.outline.imports.has(program.name),
    );
    const hasPart = outline.isServer || outline.isClient;
    if (importer !== undefined && !(outline.isRunnable && hasPart))
      modules.set(program.id, importer.program.name);
  }
  const rank = ({ outline }: PlannedStart) => (outline.isServer ? (outline.isClient ? 1 : 0) : 2);
  const order = planned
    .filter(({ program }) => !modules.has(program.id))
    .toSorted((a, b) => rank(a) - rank(b));
  return { order, modules };
}
