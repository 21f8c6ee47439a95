import { z } from "zod";
import { limits } from "../limits.js";
import { ScenarioProblem } from "../scenario/problem.js";
import { describeRoute } from "./describe-route.js";

const JsonForm = z
  .record(z.string(), z.unknown())
  .describe("The JSON form; its schema is at `/api/scenarios/schema.json`.");

/** What a route is given. Kept apart from the format itself, which a caller of a route need not load. */
export const GivenScenario = {
  scenario: z
    .union([z.string().max(limits.scenarioBytes).describe("The text form."), JsonForm], {
      error: `must be the text form, of at most ${limits.scenarioBytes} characters, or the JSON form, an object`,
    })
    .describe("A scenario, in either form."),
  file: z
    .string()
    .min(1)
    .max(limits.fileNameLength)
    .optional()
    .describe("Its file's name, which mistakes then begin with."),
};

const CheckScenario = z.strictObject(GivenScenario);

const LocalText = z.strictObject({
  en: z.string().describe("For every language that has none of its own."),
  "zh-TW": z.string().optional().describe("In Traditional Chinese."),
});

const ListedScenario = z.strictObject({
  name: z.string().describe("Its name: `tcp-hello`."),
  title: LocalText.describe("What it is called."),
  summary: LocalText.optional().describe("One sentence."),
  topics: z.array(z.string()).describe("What it is about."),
  level: z.string().optional().describe("`beginner`, `intermediate` or `advanced`."),
  needsPython: z.boolean().describe("Whether it has programs in Python."),
});

const ScenarioList = z.strictObject({
  scenarios: z.array(ListedScenario).describe("By name."),
  topics: z.record(z.string(), LocalText).describe("What each topic is called."),
});

const CheckedScenario = z.strictObject({
  problems: z.array(ScenarioProblem).describe("Mistakes, in the order of the text. None: it can be run."),
  scenario: JsonForm.optional(),
  text: z
    .string()
    .optional()
    .describe("The text form, formatted. Of a scenario in JSON, lines of mistakes are those of this text."),
});

export const checkScenario = describeRoute({
  method: "POST",
  path: "/api/scenarios/check",
  tag: "scenarios",
  summary: "Check a scenario without running it.",
  description:
    "Reads programs in steps, expectations and conditions, and gives both forms. Programs in Python are not read. Bodies have 64 KiB at most.",
  access: "visitor",
  answeredBy: "frontDoor",
  body: CheckScenario,
  answer: { status: 200, description: "What is wrong, or both forms.", media: { json: CheckedScenario } },
  duration: "short",
  errors: [],
  example: {
    body: { scenario: "title: Hello\n-- client.steps --\ns = sockt()\n", file: "hello.scenario" },
    answer: {
      problems: [
        {
          file: "hello.scenario",
          line: 3,
          column: 5,
          message: "there is no function sockt",
          hint: "Did you mean `socket`?",
        },
      ],
    },
  },
});

export const scenarioSchema = describeRoute({
  method: "GET",
  path: "/api/scenarios/schema.json",
  tag: "scenarios",
  summary: "The JSON Schema of scenarios.",
  description: "Draft 2020-12. For editors, and tools that write scenarios.",
  access: "visitor",
  answeredBy: "frontDoor",
  answer: {
    status: 200,
    description: "The schema.",
    media: { json: z.record(z.string(), z.unknown()) },
  },
  duration: "short",
  isCompressed: true,
  errors: [],
  example: {},
});

export const listScenarios = describeRoute({
  method: "GET",
  path: "/api/scenarios",
  tag: "scenarios",
  summary: "List the gallery of scenarios.",
  description: "Each is a conversation to look at, with what to look for.",
  access: "visitor",
  answeredBy: "frontDoor",
  answer: { status: 200, description: "The gallery.", media: { json: ScenarioList } },
  duration: "short",
  isCompressed: true,
  errors: [],
  example: {
    answer: {
      scenarios: [
        {
          name: "echo",
          title: { en: "Echo server" },
          topics: ["tcp"],
          level: "beginner",
          needsPython: false,
        },
      ],
      topics: { tcp: { en: "TCP" } },
    },
  },
});

export const getScenario = describeRoute({
  method: "GET",
  path: "/api/scenarios/{scenario}",
  tag: "scenarios",
  summary: "Get a scenario of the gallery.",
  description: "Its text form, or by `Accept` its JSON form.",
  access: "visitor",
  answeredBy: "frontDoor",
  pathFields: {
    scenario: z
      .string()
      .regex(/^[a-z0-9-]{1,64}$/, "must be the `name` of a scenario")
      .describe("Its name, from the list."),
  },
  answer: { status: 200, description: "The scenario.", media: { text: z.string(), json: JsonForm } },
  duration: "short",
  errors: ["no_such_scenario"],
  example: { path: { scenario: "echo" } },
});
