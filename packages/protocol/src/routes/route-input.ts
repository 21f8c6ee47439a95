import { z } from "zod";
import { codedFailure } from "../call-failure.js";
import { badParams } from "../errors.js";
import type { Fields, RouteDescription } from "./describe-route.js";
import { type RouteName, type RouteParameters, routeNames, routes } from "./index.js";

/** A request's parameters as they came, as text. */
export interface RawParameters {
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  /** By names in lower case. */
  readonly headers: Readonly<Record<string, unknown>>;
}

/** The parameters that a route takes, by where they stand in a request, as Zod's shape of an object. */
export function parameterShape(name: RouteName): Fields {
  const { pathFields, query, headers }: RouteDescription = routes[name];
  return {
    ...(pathFields === undefined ? {} : { path: z.strictObject(pathFields) }),
    ...(query === undefined ? {} : { query: z.strictObject(query) }),
    ...(headers === undefined ? {} : { headers: z.strictObject(headers) }),
  };
}

/** Validates a request's parameters. Others than the route's are ignored. `bad_params`, which names the field and the rule. */
export function readParameters<N extends RouteName>(name: N, raw: RawParameters): RouteParameters<N> {
  const { path, query, headers } = readers[name];
  return {
    ...(path === undefined ? {} : { path: path((field) => raw.path[field]) }),
    ...(query === undefined ? {} : { query: query((field) => raw.query[field]) }),
    ...(headers === undefined ? {} : { headers: headers((field) => raw.headers[field.toLowerCase()]) }),
  } as RouteParameters<N>;
}

/** Validates a decoded body. `bad_params`, which names the field and the rule. */
export function readBody<B extends z.ZodType>({ body }: { readonly body: B }, decoded: object): z.output<B> {
  return parse(body, decoded);
}

/** Whether a route takes a body. */
export function takesBody(name: RouteName): boolean {
  return "body" in routes[name];
}

type FieldReader = (textOf: (field: string) => unknown) => Record<string, unknown>;

/** Made once: what Zod has not parsed with before, it compiles. */
const readers = Object.fromEntries(
  routeNames.map((name) => {
    const { pathFields, query, headers }: RouteDescription = routes[name];
    const [path, ...others] = [pathFields, query, headers].map((fields) => fields && fieldReader(fields));
    return [name, { path, query: others[0], headers: others[1] }];
  }),
) as Record<RouteName, Record<"path" | "query" | "headers", FieldReader | undefined>>;

function fieldReader(fields: Fields): FieldReader {
  const schema = z.object(fields);
  const names = Object.keys(fields).map((field) => ({ field, isNumber: isNumber(fields[field]) }));
  return (textOf) => {
    const values: Record<string, unknown> = {};
    for (const { field, isNumber } of names) {
      const text = textOf(field);
      if (text !== undefined) values[field] = isNumber ? writtenNumber(field, text) : text;
    }
    return parse(schema, values);
  };
}

/** `Number` would take "" for 0, and "1e3" for 1000. */
function writtenNumber(field: string, text: unknown): number {
  if (typeof text === "string" && /^\d{1,15}$/.test(text)) return Number(text);
  const rule = typeof text === "string" ? "must be a whole number" : "must be a whole number, given once";
  throw codedFailure("bad_params", `${field}: ${rule}`, { field });
}

function isNumber(schema: z.ZodType | undefined): boolean {
  if (schema === undefined) return false;
  const { def } = schema;
  if (def.type === "number") return true;
  return "innerType" in def && isNumber(def.innerType as z.ZodType);
}

function parse<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw badParams(parsed.error, "");
  return parsed.data;
}
