import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { RouteDescription } from "./describe-route.js";
import { routeNames, routes } from "./index.js";

describe.each(routeNames)("The route %s", (name) => {
  const route: RouteDescription = routes[name];
  const { path, pathFields = {}, body, answer, example } = route;

  test("describes each parameter of its path but the lab", () => {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, field]) => field);
    expect(inPath.filter((field) => field !== "lab")).toEqual(Object.keys(pathFields));
  });

  test("describes what its parameters mean", () => {
    for (const [field, schema] of Object.entries({ ...pathFields, ...route.query, ...route.headers }))
      expect(schema.description, field).toBeTruthy();
  });

  test("has examples that it would take, and give", () => {
    for (const each of [example, ...(example.followUps ?? [])]) {
      expect(Object.keys(each.path ?? {})).toEqual(Object.keys(pathFields));
      expect((body ?? z.undefined()).safeParse(each.body).success).toBe(true);
    }
    const [schema] = Object.values(answer.media ?? {});
    if (example.answer !== undefined) expect(schema?.safeParse(example.answer).error).toBeUndefined();
  });

  test("has a token of the lab exactly where it is about one", () => {
    expect(/Token$/.test(route.access)).toBe(path.includes("{lab}"));
    expect(route.answeredBy === "labHost").toBe(path.includes("{lab}"));
  });
});
