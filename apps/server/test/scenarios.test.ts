import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { restError, Server } from "./support.js";

const hello = `title: Hello
-- client.steps --
s = socket()
s.connect(("127.0.0.1", 1)) raises ECONNREFUSED
-- expect --
packets client > ... SYN
`;

describe("POST /api/scenarios/check", () => {
  let server: Server;
  beforeAll(async () => {
    server = await Server.start();
  });
  afterAll(async () => {
    await server.stop();
  });

  const check = (body: object) => server.post("/api/scenarios/check", JSON.stringify(body));

  test("gives both forms of a scenario, and takes the JSON form for the same", async () => {
    const answer = await check({ scenario: hello });
    const { problems, scenario, text } = (await answer.json()) as Record<string, unknown>;
    expect([answer.status, problems]).toEqual([200, []]);
    expect(scenario).toMatchObject({ title: { en: "Hello" }, programs: [{ name: "client.steps" }] });
    const again = await check({ scenario });
    expect(await again.json()).toMatchObject({ problems: [], text });
  });

  test("gives the line and column of a mistake, and what to write", async () => {
    const answer = await check({ scenario: hello.replace("connect", "conect"), file: "hello.scenario" });
    expect([answer.status, await answer.json()]).toEqual([
      200,
      {
        problems: [
          {
            file: "hello.scenario",
            line: 4,
            column: 3,
            message: "sockets have no call conect",
            hint: "Did you mean `connect`?",
          },
        ],
      },
    ]);
  });

  test("names the field of a JSON form that breaks a rule", async () => {
    const scenario = { title: { en: "t" }, programs: [{ name: "a.py", source: "", times: 99 }] };
    const refused = await restError(await check({ scenario }));
    expect(refused).toMatchObject({
      status: 400,
      error: { code: "bad_params", field: "scenario.programs.0.times" },
    });
  });

  test("says what a scenario may be where it is neither text nor an object", async () => {
    const { error } = await restError(await check({ scenario: 5 }));
    expect(error.message).toBe(
      "scenario: must be the text form, of at most 1048576 characters, or the JSON form, an object",
    );
  });

  test("refuses a body of more than 64 KiB", async () => {
    const answer = await check({ scenario: "x".repeat(70_000) });
    expect(answer.status).toBe(413);
  });

  test("the schema is a JSON Schema with a description for each part", async () => {
    const answer = await server.fetch("/api/scenarios/schema.json");
    expect(await answer.json()).toMatchObject({
      $schema: "https://json-schema.org/draft/2020-12/schema",
      required: ["title", "programs"],
      $defs: { Expectation: {}, Condition: {}, Program: {} },
    });
  });
});
