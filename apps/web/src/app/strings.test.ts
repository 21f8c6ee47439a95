import { expect, it } from "vitest";
import { strings } from "./strings.js";

it("has the same placeholders in both languages", () => {
  const placeholders = (texts: object): string[] =>
    Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
      typeof value === "string"
        ? (value.match(/\{\{\w+\}\}/g) ?? []).toSorted().map((name) => `${key} ${name}`)
        : placeholders(value as object),
    );
  expect(placeholders(strings["zh-TW"])).toEqual(placeholders(strings.en));
});
