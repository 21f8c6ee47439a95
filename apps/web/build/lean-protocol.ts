import { basename } from "node:path";
import type { Plugin } from "vite";

/** What descriptions of commands, controls, routes and close codes say to readers of the reference, and to no program. */
const forReaders: ReadonlySet<unknown> = new Set(["summary", "example", "description", "meaning"]);

/** What routes take, and refuse, which the server knows: the page sends it, and reads what comes back. */
const ofRoutes = ["pathFields", "query", "headers", "body", "errors", "tag"];

/** What makes JSON Schemas out of zod's, for OpenAPI. */
const schemaMakers: ReadonlySet<string> = new Set(["to-json-schema.js", "json-schema-processors.js"]);

/** Routes that no page calls: it runs and checks scenarios by itself. */
const foreignRoutes: ReadonlySet<string> = new Set(["run-routes.js", "scenario-routes.js"]);

/**
 * Leaves out of the page, and of its workers, what only the server needs of the protocol: texts for the reference and
 * OpenAPI, what routes and controls take, routes that it does not call, and zod's makers of JSON Schemas. Schemas validate as
 * before. ADR 28.
 */
export function leanProtocol(): Plugin {
  return {
    name: "sockpit:lean-protocol",
    apply: "build",
    transform(code, id) {
      if (/[/\\]zod[/\\]v4[/\\]core[/\\]/.test(id) && schemaMakers.has(basename(id))) {
        return { code: emptied(code), map: null };
      }
      if (!/packages[/\\]protocol[/\\]dist[/\\]/.test(id)) return undefined;
      if (foreignRoutes.has(basename(id))) return { code: emptied(code), map: null };
      return { code: without(code, unneeded(this.parse(code), unneededKeys(id))), map: null };
    },
  };
}

/** The properties that are left out of a module. */
function unneededKeys(id: string): ReadonlySet<unknown> {
  if (/[/\\]controls[/\\]/.test(id)) return new Set([...forReaders, "params"]);
  if (/[/\\]routes[/\\][^/\\]+-routes\.js$/.test(id)) return new Set([...forReaders, ...ofRoutes]);
  return /[/\\](?:commands[/\\]|close-codes\.js$)/.test(id) ? forReaders : new Set();
}

/** A module with the same exports, of which none does anything. */
function emptied(code: string): string {
  const names = [...code.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name]) => name);
  const renamed = [...code.matchAll(/^export \{ (\w+ as \w+) \};/gm)].map(([line]) => line);
  return [...names.map((name) => `export const ${name} = () => undefined;`), ...renamed].join("\n");
}

type Range = readonly [start: number, end: number];

/** A node of ESTree: only what is read here. */
interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly callee?: { readonly object?: SyntaxNode; readonly property?: { readonly name?: string } };
  readonly key?: { readonly name?: string };
}

/** Where calls of `.describe()` are, and properties of these names. */
function unneeded(value: unknown, keys: ReadonlySet<unknown>): Range[] {
  if (Array.isArray(value)) return value.flatMap((item) => unneeded(item, keys));
  if (typeof value !== "object" || value === null) return [];
  const { type, start, end, callee, key } = value as SyntaxNode;
  if (type === "Property" && keys.has(key?.name)) return [[start, end]];
  const described = callee?.property?.name === "describe" ? callee.object : undefined;
  if (described !== undefined) return [[described.end, end], ...unneeded(described, keys)];
  return Object.values(value).flatMap((part) => unneeded(part, keys));
}

/** A property goes with the comma behind it. */
function without(code: string, ranges: readonly Range[]): string {
  let kept = "";
  let at = 0;
  for (const [start, end] of ranges.toSorted(([a], [b]) => a - b)) {
    kept += code.slice(at, start);
    at = code[start] === "." || code[end] !== "," ? end : end + 1;
  }
  return kept + code.slice(at);
}
