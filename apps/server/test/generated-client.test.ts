import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import openapiTS, { astToString } from "openapi-typescript";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Server } from "./support.js";

const folder = fileURLToPath(new URL("generated-client/", import.meta.url));
const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");

let server: Server;
beforeAll(async () => {
  server = await Server.start();
});
afterAll(async () => {
  await server.stop();
});

test("A client that openapi-typescript generates compiles, and runs a whole lab", async () => {
  const document = (await (await server.fetch("/api/openapi.json")).json()) as object;
  const types = await openapiTS(document as never, { defaultNonNullable: false });
  writeFileSync(`${folder}schema.d.ts`, astToString(types));
  const compiled = promisify(execFile)(process.execPath, [compiler, "-p", folder]);
  await expect(compiled).resolves.toEqual({ stdout: "", stderr: "" });
  const path = "./generated-client/session.js";
  const { wholeLab } = (await import(path)) as {
    wholeLab(baseUrl: string): Promise<Record<string, unknown>>;
  };
  const outcome = await wholeLab(server.baseUrl);
  expect(outcome).toMatchObject({
    sentBytes: 5,
    received: { text: "hello" },
    refused: { kind: "errno", errno: "EBADF" },
    states: expect.arrayContaining(["LISTEN", "ESTABLISHED"]),
    traceLines: 2,
    firstEvents: expect.stringContaining("processStarted"),
    deleted: 204,
    gone: { code: "no_such_lab" },
  });
  const { isolation } = await server.rest.health();
  if (isolation.capture) expect(outcome["captureBytes"]).toBeGreaterThan(0);
  else expect(outcome["captureProblem"]).toMatchObject({ code: "capture_unavailable" });
});
