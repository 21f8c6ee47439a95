import type { z } from "zod";
import { type Fields, type MediaForm, mediaTypes, type RouteDescription } from "./describe-route.js";
import { routes } from "./table.js";

export { routes };

type Routes = typeof routes;
export type RouteName = keyof Routes;
export const routeNames = Object.keys(routes) as [RouteName, ...RouteName[]];

type AnsweredBy<Who> = {
  [N in RouteName]: Routes[N]["answeredBy"] extends Who ? N : never;
}[RouteName];
export type LabHostRoute = AnsweredBy<"labHost">;
export type FrontDoorRoute = AnsweredBy<"frontDoor">;

export const labHostRoutes = routeNames.filter(
  (name): name is LabHostRoute => routes[name].answeredBy === "labHost",
);
export const frontDoorRoutes = routeNames.filter(
  (name): name is FrontDoorRoute => routes[name].answeredBy === "frontDoor",
);

type OutputOf<F extends Fields> = z.output<z.ZodObject<F>>;

/** What a route takes, validated and with defaults filled in, by where it stands in the request. */
export type RouteInput<N extends RouteName> = RouteParameters<N> & BodyOf<Routes[N], "decoded">;
/** The same with the body as the bytes that came. */
export type UndecodedInput<N extends RouteName> = RouteParameters<N> & BodyOf<Routes[N], "bytes">;
/** The same without the body. */
export type RouteParameters<N extends RouteName> = ParametersOf<Routes[N]>;
type ParametersOf<R> = (R extends { pathFields: infer F extends Fields } ? { path: OutputOf<F> } : unknown) &
  (R extends { query: infer F extends Fields } ? { query: OutputOf<F> } : unknown) &
  (R extends { headers: infer F extends Fields } ? { headers: OutputOf<F> } : unknown);
type BodyOf<R, Form extends "decoded" | "bytes"> = R extends { body: infer B extends z.ZodType }
  ? { body: Form extends "bytes" ? Uint8Array : z.output<B> }
  : unknown;

type MediaOf<N extends RouteName> = Routes[N]["answer"] extends { media: infer M } ? M : Record<never, never>;

/** The forms in which a route answers. */
export type RouteMedia<N extends RouteName> = keyof MediaOf<N> & MediaForm;

/** What a route returns where it answers with JSON only; otherwise the answer is bytes, and without media none. */
export type RouteResult<N extends RouteName> = [RouteMedia<N>] extends [never]
  ? undefined
  : [RouteMedia<N>] extends ["json"]
    ? MediaOf<N> extends { json: infer S extends z.ZodType }
      ? z.output<S>
      : never
    : Uint8Array | Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** The forms in which a route answers, the default first. */
export function mediaOf<N extends RouteName>(name: N): RouteMedia<N>[] {
  const { media = {} }: RouteDescription["answer"] = routes[name].answer;
  return Object.keys(media) as RouteMedia<N>[];
}

/** The form for a media type: `application/json` → `json`. */
export function mediaForm(type: string): MediaForm | undefined {
  return (Object.keys(mediaTypes) as MediaForm[]).find((form) => mediaTypes[form] === type);
}
