import { expect, it } from "vitest";
import { wireTemplates } from "./wire-templates.js";

const placed = (names: readonly string[]) =>
  wireTemplates(
    names.map((name) => ({ name })),
    "en",
  ).map(({ kind, host, source }) => [kind, host, /HOST, PORT = (".*?")/.exec(source)?.[1]]);

it("puts the server on the host of that name, and the client on another", () => {
  expect(placed(["server", "client"])).toEqual([
    ["server", "server", '""'],
    ["client", "client", '"server"'],
  ]);
});

it("puts the server on the last host where none is called so, and the client connects to that", () => {
  expect(placed(["left", "middle", "right"])).toEqual([
    ["server", "right", '""'],
    ["client", "left", '"right"'],
  ]);
});
