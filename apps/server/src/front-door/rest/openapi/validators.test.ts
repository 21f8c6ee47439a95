import SwaggerParser from "@apidevtools/swagger-parser";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { expect, test } from "vitest";
import { openApiDocument } from "./document.js";

const document = openApiDocument("1.2.3");

test("The OpenAPI document is valid for swagger-parser", async () => {
  await expect(SwaggerParser.validate(structuredClone(document) as never)).resolves.toHaveProperty("openapi");
});

test("The OpenAPI document breaks none of Redocly's recommended rules", async () => {
  const config = await createConfig({ extends: ["recommended"] });
  const source = JSON.stringify(document);
  const problems = await lintFromString({ source, absoluteRef: "/openapi.json", config });
  expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual(
    [],
  );
});
