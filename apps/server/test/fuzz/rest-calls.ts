import type { LabKey } from "@sockpit/client";
import { CreatedLab, commands, ErrorBody, isCommandName, statusOf, traitsOf } from "@sockpit/protocol";
import type { Random } from "@sockpit/testing";
import { expect } from "vitest";
import { z } from "zod";
import type { Server } from "../support.js";
import { checkTyped } from "./fuzzed-connection.js";
import { fuzzedBody } from "./request.js";
import type { JsonSchema } from "./valid-value.js";

interface Parameter {
  name: string;
  in: string;
}

interface RestCall {
  method: string;
  path: string;
  parameters: Parameter[];
  body: JsonSchema | undefined;
}

const pieces = [
  "",
  "0",
  "-1",
  "1e9",
  "9".repeat(400),
  "x".repeat(3000),
  "字",
  "%00",
  "%ff",
  "..",
  "null",
  "%2f",
];

/** REST calls of every route that the server documents, with most of the time something in them broken. */
export class FuzzedRest {
  readonly #server: Server;
  readonly #calls: RestCall[];

  private constructor(server: Server, calls: RestCall[]) {
    this.#server = server;
    this.#calls = calls;
  }

  static async of(server: Server): Promise<FuzzedRest> {
    const document = (await (await server.fetch("/api/openapi.json")).json()) as OpenApi;
    return new FuzzedRest(server, callsOf(document));
  }

  /** Makes one call, with a lab's token or without, and checks the answer. */
  async call(key: LabKey, random: Random): Promise<void> {
    const call = random.pick(this.#calls);
    const path = filledPath(call, key, random);
    const hasToken = random.chance(0.7);
    const body = call.body === undefined ? undefined : fuzzedBody(call.body, random);
    if (hasToken && wouldStay(call, path, body, key)) return;
    const response = await this.#server.fetch(path, {
      method: call.method,
      headers: { "content-type": random.chance(0.95) ? "application/json" : "text/plain" },
      ...(hasToken ? { key } : {}),
      ...(body === undefined ? {} : { body }),
    });
    if (response.headers.get("content-type")?.startsWith("text/event-stream")) {
      await response.body?.cancel();
    } else if (response.ok) {
      await this.#giveBack(call, await response.text());
      expect(hasToken || !call.path.includes("{lab}"), `${call.method} ${path} without a token`).toBe(true);
    } else {
      const text = await response.text();
      const { error } = ErrorBody.parse(JSON.parse(text));
      expect(response.status).toBe(statusOf(error));
      checkTyped(error);
    }
  }

  async #giveBack({ method, path }: RestCall, text: string): Promise<void> {
    if (method !== "POST" || path !== "/api/labs") return;
    const { lab, token } = CreatedLab.parse(JSON.parse(text));
    await this.#server.rest.deleteLab({ lab: lab.id, token });
  }
}

interface OpenApi {
  paths: Record<string, Record<string, unknown> & { parameters?: Parameter[] }>;
}

function callsOf(document: OpenApi): RestCall[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    ["get", "post", "delete"].flatMap((method) => {
      const operation = resolved(item[method], document) as Operation | undefined;
      if (operation === undefined) return [];
      const shared = resolved(item.parameters ?? [], document) as Parameter[];
      return [
        {
          method: method.toUpperCase(),
          path,
          parameters: [...shared, ...(operation.parameters ?? [])],
          body: operation.requestBody?.content?.["application/json"]?.schema,
        },
      ];
    }),
  );
}

interface Operation {
  parameters?: Parameter[];
  requestBody?: { content?: Record<string, { schema?: JsonSchema }> };
}

/** With what `$ref` names in its place. Request bodies do not refer to themselves. */
function resolved(value: unknown, document: OpenApi, depth = 0): unknown {
  const MAX_DEPTH = 24;
  if (typeof value !== "object" || value === null || depth > MAX_DEPTH) return value;
  if (Array.isArray(value)) return value.map((inner) => resolved(inner, document, depth + 1));
  if ("$ref" in value && typeof value.$ref === "string") {
    const steps = value.$ref.replace("#/", "").split("/");
    const target = steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], document);
    return resolved(target, document, depth + 1);
  }
  const { responses: _, ...rest } = value as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(rest).map(([name, inner]) => [name, resolved(inner, document, depth + 1)]),
  );
}

function filledPath(call: RestCall, key: LabKey, random: Random): string {
  const path = call.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    if (random.chance(0.1)) return random.pick(pieces);
    return name === "lab" ? key.lab : "1";
  });
  const query = call.parameters
    .filter((parameter) => parameter.in === "query" && random.chance(0.7))
    .map(({ name }) => `${name}=${random.pick(pieces)}`)
    .join("&");
  return query === "" ? path : `${path}?${query}`;
}

/** Whether a call would end the lab that the others use, or could wait for ever, as the kernel lets it. */
function wouldStay(call: RestCall, path: string, body: Uint8Array | undefined, key: LabKey): boolean {
  // As fetch sends it: `..` takes the piece before it away.
  const sentPath = new URL(path, "http://127.0.0.1").pathname.replace(/\/+$/, "");
  if (call.method === "DELETE") return sentPath === `/api/labs/${key.lab}`;
  const command = /\/commands\/(\w+)$/.exec(call.path)?.[1] ?? "";
  if (!isCommandName(command) || traitsOf(command).waits === undefined || body === undefined) return false;
  const decoded = z.looseObject({ pid: z.int() }).safeParse(jsonOf(body));
  if (!decoded.success) return false;
  const { pid: _, ...params } = decoded.data;
  return commands[command].params.safeParse(params).success;
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
