import { parseAst } from "vite";
import { expect, it } from "vitest";
import { leanProtocol } from "./lean-protocol.js";

type Transform = (this: object, code: string, id: string) => { code: string } | undefined;

const plugin = leanProtocol();
const transform = (code: string, id: string) =>
  (plugin.transform as Transform).call({ parse: parseAst }, code, id)?.code;

it("leaves out descriptions of fields, also inside each other", () => {
  const code = 'export const A = z.object({ b: z.int().describe("B").min(1) }).describe(text("A"));';
  expect(transform(code, "/packages/protocol/dist/values/a.js")).toBe(
    "export const A = z.object({ b: z.int().min(1) });",
  );
});

it("leaves out of commands what only readers see, and keeps what programs use", () => {
  const code =
    'export const a = describeCommand({ summary: "A", params: P, example: { summary: 1 }, errnos: [] });';
  expect(transform(code, "/packages/protocol/dist/commands/a.js")).toBe(
    "export const a = describeCommand({  params: P,  errnos: [] });",
  );
});

it("leaves out what routes take, and keeps what they answer", () => {
  const code =
    'export const a = describeRoute({ method: "post", path: "/a", query: { b: B }, body: C, answer: { media: { json: D } } });';
  expect(transform(code, "/packages/protocol/dist/routes/lab-routes.js")).toBe(
    'export const a = describeRoute({ method: "post", path: "/a",   answer: { media: { json: D } } });',
  );
  expect(transform(code, "/packages/protocol/dist/routes/index.js")).toBe(code);
});

it("keeps properties of these names where they are values", () => {
  const code = "export const a = { description: 1 };";
  expect(transform(code, "/packages/protocol/dist/values/a.js")).toBe(code);
});

it("leaves other packages as they are", () => {
  expect(transform('a.describe("x")', "/node_modules/other/index.js")).toBeUndefined();
});

it("leaves out whole routes that no page calls", () => {
  const code = 'export const createRun = describeRoute({ path: "/api/runs" });';
  expect(transform(code, "/packages/protocol/dist/routes/run-routes.js")).toBe(
    "export const createRun = () => undefined;",
  );
});
