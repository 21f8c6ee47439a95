import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { codedFailure, quotedExcerpt, readParameters } from "@sockpit/protocol";
import { parseScenario, type Scenario } from "@sockpit/protocol/scenario";
import type { RequestHandler } from "express";
import { chosenForm, rawParameters } from "./request-parts.js";

const ENDING = ".scenario";

/** Beside the server where it was packed for npm; else at the repository's root. */
const folder = ["../../../scenarios/", "../../../../../scenarios/"]
  .map((path) => new URL(path, import.meta.url))
  .find((url) => existsSync(url));

interface Listed {
  readonly text: string;
  readonly scenario: Scenario;
}

/** Read once, when somebody asks for it: scenarios by their names. */
let gallery: Promise<ReadonlyMap<string, Listed>> | undefined;

async function readGallery(): Promise<ReadonlyMap<string, Listed>> {
  const files = folder === undefined ? [] : (await readdir(folder)).filter((file) => file.endsWith(ENDING));
  const found = new Map<string, Listed>();
  for (const file of files.sort()) {
    // One at a time: each takes some milliseconds of the thread.
    const text = await readFile(new URL(file, folder), "utf8");
    const { scenario } = parseScenario(text, file);
    if (scenario !== undefined) found.set(file.slice(0, -ENDING.length), { text, scenario });
  }
  return found;
}

async function readTopics(): Promise<object> {
  return folder === undefined ? {} : JSON.parse(await readFile(new URL("topics.json", folder), "utf8"));
}

/** `GET /api/scenarios`. */
export const listScenarios: RequestHandler = async (_request, response) => {
  gallery ??= readGallery();
  const scenarios = [...(await gallery)].map(([name, { scenario }]) => {
    const { title, summary, topics = [], level, programs } = scenario;
    const needsPython = programs.some((program) => program.name.endsWith(".py"));
    return { name, title, summary, topics, level, needsPython };
  });
  response.json({ scenarios, topics: await readTopics() });
};

/** `GET /api/scenarios/{scenario}`. */
export const getScenario: RequestHandler = async (request, response) => {
  const { scenario: name } = readParameters("getScenario", rawParameters(request)).path;
  gallery ??= readGallery();
  const listed = (await gallery).get(name);
  if (listed === undefined) {
    const message = `The gallery has no scenario ${quotedExcerpt(name)}.`;
    throw codedFailure("no_such_scenario", message, { field: "scenario" });
  }
  if (chosenForm("getScenario", request, response) === "json") response.json(listed.scenario);
  else response.type("text/plain").send(listed.text);
};
