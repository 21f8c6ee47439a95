import { commandNames } from "@sockpit/protocol";
import { describe, expect, test } from "vitest";
import { restRoutes } from "../rest-routes.js";
import { openApiDocument } from "./document.js";

interface Operation {
  operationId: string;
  tags: string[];
  security?: object[];
  requestBody?: { required: boolean; content: object };
  responses: Record<string, { content?: object }>;
}

type PathItem = Partial<Record<"get" | "post" | "delete", Operation>>;

const document = openApiDocument("1.2.3") as {
  paths: Record<string, PathItem>;
  components: Record<string, Record<string, object>> & {
    schemas: Record<string, { properties?: Record<string, unknown> }>;
  };
};
const text = JSON.stringify(document);
const operations = Object.values(document.paths).flatMap(({ get, post, delete: remove }) =>
  [get, post, remove].filter((operation) => operation !== undefined),
);

/** The paths of the routers that take requests, with their methods. */
function routed(): Map<string, string[]> {
  const { forAnyone, forVisitors } = restRoutes({} as Parameters<typeof restRoutes>[0]);
  const paths = [...forAnyone.stack, ...forVisitors.stack].flatMap(({ route }): [string, string[]][] => {
    if (route === undefined) return [];
    const methods = route.stack.map(({ method }) => method).filter((method) => method !== undefined);
    return [[route.path.replace(/:(\w+)/g, "{$1}"), [...new Set(methods)]]];
  });
  return new Map(paths);
}

/** The same as the document has them; `commands/{command}` in place of each command. */
function documented(): Map<string, string[]> {
  return new Map(
    Object.entries(document.paths).map(([path, item]) => [
      path.replace(/\/commands\/.*/, "/commands/{command}"),
      Object.keys(item).filter((method) => method !== "parameters"),
    ]),
  );
}

/** What stands in place of a reference. */
function resolved(part: object | undefined): object | undefined {
  if (part === undefined || !("$ref" in part)) return part;
  const [, , section = "", name = ""] = String(part.$ref).split("/");
  return document.components[section]?.[name];
}

describe("The OpenAPI document", () => {
  test("has each route with its methods, and no others", () => {
    expect(routed()).toEqual(documented());
  });

  test("has each command with a body and a result", () => {
    for (const name of commandNames) {
      const { post } = document.paths[`/api/labs/{lab}/commands/${name}`] ?? {};
      expect(post?.operationId).toBe(name);
      expect(resolved(post?.requestBody), name).toMatchObject({ required: true });
      expect(resolved(post?.responses["200"]), name).toHaveProperty("content");
    }
  });

  test("refers to schemas that are there, and has none that nothing refers to", () => {
    const refs = new Set(
      [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name),
    );
    expect([...refs].sort()).toEqual(Object.keys(document.components.schemas).sort());
  });

  test("has at most 96 KiB", () => {
    const bytes = new TextEncoder().encode(text).length;
    console.log(`OpenAPI: ${bytes} bytes`);
    expect(bytes).toBeLessThanOrEqual(96 * 1024);
  });

  test("says of a value that may be an int or bytes that it may be both", () => {
    const { IntOrBytes, Data } = document.components.schemas;
    expect(JSON.stringify(document.paths["/api/labs/{lab}/commands/setsockopt"])).toContain(
      '"$ref":"#/components/schemas/IntOrBytes"',
    );
    expect(IntOrBytes).toMatchObject({ anyOf: [{ type: "integer" }, { $ref: "#/components/schemas/Data" }] });
    expect(Data).toMatchObject({ anyOf: [{ required: ["text"] }, { required: ["base64"] }] });
  });

  test("gives each operation its own name, a tag, its errors, and open ones no security", () => {
    const names = operations.map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(names.length);
    for (const { operationId, tags, responses } of operations) {
      expect(tags, operationId).toHaveLength(1);
      const statuses = Object.keys(responses);
      for (const first of tags.includes("commands") ? ["2", "4"] : ["2", "4", "5"])
        expect(
          statuses.some((status) => status.startsWith(first)),
          operationId,
        ).toBe(true);
    }
    const without = (security: object[]) =>
      operations
        .filter((operation) => JSON.stringify(operation.security) === JSON.stringify(security))
        .map(({ operationId }) => operationId)
        .sort();
    expect(without([])).toEqual(["health", "ready"]);
    expect(without([{}, { accessCode: [] }])).toEqual([
      "checkScenario",
      "createLab",
      "createRun",
      "getRun",
      "getScenario",
      "listScenarios",
      "openApi",
      "runEvents",
      "runPackets",
      "runProgress",
      "scenarioSchema",
      "stopRun",
    ]);
    expect(document.paths["/api/labs"]?.post?.requestBody?.required).toBe(false);
  });

  test("describes what comes as a stream or a file", () => {
    const content = (path: string) =>
      (resolved(document.paths[`/api/labs/{lab}/${path}`]?.get?.responses["200"]) as { content?: object })
        .content;
    expect(content("trace")).toMatchObject({ "application/x-ndjson": { schema: { type: "string" } } });
    expect(content("events")).toMatchObject({ "text/event-stream": { schema: { type: "string" } } });
    expect(content("capture.pcapng")).toHaveProperty(["application/x-pcapng"]);
  });
});
