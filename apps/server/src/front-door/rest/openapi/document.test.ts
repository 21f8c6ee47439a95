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
  components: { schemas: Record<string, { properties?: Record<string, unknown> }> };
};
const text = JSON.stringify(document);
const operations = Object.values(document.paths).flatMap(({ get, post, delete: remove }) =>
  [get, post, remove].filter((operation) => operation !== undefined),
);

/** The paths of the router that takes requests, with their methods. */
function routes(): [string, string[]][] {
  const { stack } = restRoutes({} as Parameters<typeof restRoutes>[0]);
  return stack.flatMap(({ route }) => {
    if (typeof route?.path !== "string") return [];
    const methods = route.stack.map(({ method }) => method).filter((method) => method !== undefined);
    return [[`/api${route.path.replace(/:(\w+)/g, "{$1}")}`, [...new Set(methods)]]];
  });
}

/** The same as the document has them; `commands/{command}` in place of each command. */
function documented(): Map<string, string[]> {
  const paths = Object.entries(document.paths).filter(([path]) => path.startsWith("/api/"));
  return new Map(
    paths.map(([path, item]) => [
      path.replace(/\/commands\/.*/, "/commands/{command}"),
      Object.keys(item).filter((method) => method !== "parameters"),
    ]),
  );
}

describe("The OpenAPI document", () => {
  test("has each route with its methods, and no others", () => {
    const withMethods = routes().filter(([, methods]) => methods.length > 0);
    expect(new Map(withMethods)).toEqual(documented());
  });

  test("has each command with a body and a result", () => {
    for (const name of commandNames) {
      const { post } = document.paths[`/api/labs/{lab}/commands/${name}`] ?? {};
      expect(post, name).toMatchObject({ operationId: name, requestBody: { required: true } });
    }
  });

  test("refers to schemas that are there, and has none that nothing refers to", () => {
    const refs = new Set(
      [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name),
    );
    expect([...refs].sort()).toEqual(Object.keys(document.components.schemas).sort());
    expect(text.match(/"ECONNREFUSED"/g)).toHaveLength(1);
    expect(text.length).toBeLessThan(80 * 1024);
  });

  test("says of a value that may be an int or bytes that it may be both", () => {
    const { SetsockoptBody, IntOrBytes, Data } = document.components.schemas;
    expect(SetsockoptBody?.properties?.["value"]).toEqual({ $ref: "#/components/schemas/IntOrBytes" });
    expect(IntOrBytes).toMatchObject({ anyOf: [{ type: "integer" }, { $ref: "#/components/schemas/Data" }] });
    expect(Data).toMatchObject({ anyOf: [{ required: ["text"] }, { required: ["base64"] }] });
  });

  test("gives each operation its own name, a tag, its errors, and open ones no security", () => {
    const names = operations.map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(names.length);
    for (const { operationId, tags, responses } of operations) {
      expect(tags, operationId).toHaveLength(1);
      expect(Object.keys(responses), operationId).toEqual(expect.arrayContaining(["4XX", "5XX"]));
    }
    const open = operations
      .filter(({ security }) => security?.length === 0)
      .map(({ operationId }) => operationId);
    expect(open.sort()).toEqual(["createLab", "health", "openApi", "ready"]);
    expect(document.paths["/api/labs"]?.post?.requestBody?.required).toBe(false);
  });

  test("describes what comes as a stream or a file", () => {
    const content = (path: string) =>
      document.paths[`/api/labs/{lab}/${path}`]?.get?.responses["200"]?.content;
    const events = { schema: { contentSchema: { $ref: "#/components/schemas/LabEvent" } } };
    expect(content("trace")).toMatchObject({ "application/x-ndjson": events });
    expect(content("events")).toMatchObject({ "text/event-stream": events });
    expect(content("capture.pcapng")).toHaveProperty(["application/x-pcapng"]);
  });
});
