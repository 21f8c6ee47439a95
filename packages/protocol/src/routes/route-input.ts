import { z } from "zod";
import { badParams, codedFailure } from "../errors.js";
import type { Fields, RouteDescription } from "./describe-route.js";
import { type RouteInput, type RouteName, routes } from "./index.js";

/** A request as it came: parameters as text, the body decoded. */
export interface RawInput {
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  /** By names in lower case. */
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** What a route takes, by where it stands in a request, as Zod's shape of an object. */
export function inputShape(name: RouteName): Fields {
  const { pathFields, query, headers, body }: RouteDescription = routes[name];
  return {
    ...(pathFields === undefined ? {} : { path: z.strictObject(pathFields) }),
    ...(query === undefined ? {} : { query: z.strictObject(query) }),
    ...(headers === undefined ? {} : { headers: z.strictObject(headers) }),
    ...(body === undefined ? {} : { body }),
  };
}

/** Validates a request. Other parameters than the route's are ignored. `bad_params`, which names the field and the rule. */
export function readInput<N extends RouteName>(name: N, raw: RawInput): RouteInput<N> {
  const { pathFields, query, headers, body }: RouteDescription = routes[name];
  return {
    ...(pathFields === undefined ? {} : { path: readFields(pathFields, (field) => raw.path[field]) }),
    ...(query === undefined ? {} : { query: readFields(query, (field) => raw.query[field]) }),
    ...(headers === undefined
      ? {}
      : { headers: readFields(headers, (field) => raw.headers[field.toLowerCase()]) }),
    ...(body === undefined ? {} : { body: parse(body, raw.body) }),
  } as RouteInput<N>;
}

function readFields(fields: Fields, textOf: (field: string) => unknown): Record<string, unknown> {
  const values = Object.entries(fields).flatMap(([field, schema]) => {
    const text = textOf(field);
    if (text === undefined) return [];
    return [[field, isNumber(schema) ? writtenNumber(field, text) : text]];
  });
  return parse(z.object(fields), Object.fromEntries(values));
}

/** `Number` would take "" for 0, and "1e3" for 1000. */
function writtenNumber(field: string, text: unknown): number {
  if (typeof text === "string" && /^\d{1,15}$/.test(text)) return Number(text);
  const rule = typeof text === "string" ? "must be a whole number" : "must be a whole number, given once";
  throw codedFailure("bad_params", `${field}: ${rule}`, { field });
}

function isNumber(schema: z.ZodType): boolean {
  const { def } = schema;
  if (def.type === "number") return true;
  return "innerType" in def && isNumber(def.innerType as z.ZodType);
}

function parse<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw badParams(parsed.error, "");
  return parsed.data;
}
