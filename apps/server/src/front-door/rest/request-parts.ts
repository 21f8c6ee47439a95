import {
  mediaForm,
  mediaOf,
  mediaTypes,
  type RawParameters,
  type RouteMedia,
  type RouteName,
} from "@sockpit/protocol";
import type { Request, Response } from "express";

/** Of the forms that a route has, the one that Accept asks for, or its default; undefined where an answer has no body. */
export function chosenForm<N extends RouteName>(
  name: N,
  request: Request,
  response: Response,
): RouteMedia<N> | undefined {
  const [first, ...others] = mediaOf(name);
  if (first === undefined || others.length === 0) return first;
  response.vary("Accept");
  const accepted = request.accepts([first, ...others].map((form) => mediaTypes[form]));
  return accepted === false ? first : (mediaForm(accepted) as RouteMedia<N> | undefined);
}

/** A request's parameters as they came. Express has them in getters. */
export function rawParameters({ params, query, headers }: Request): RawParameters {
  return { path: params, query, headers };
}
