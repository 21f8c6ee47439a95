import { parseScenario } from "@sockpit/protocol/scenario";
import { expect, it } from "vitest";
import { commandLine, projectOf, withProject } from "./scenario-project.js";

const text = `title: Hello                             zh-TW: 你好
-- server.py -- arguments "8088" "two words"
import socket
-- client.steps -- after server.listen
s = socket()
-- data/hello.txt --
hi
-- expect --
never RST
`;

function read() {
  const { scenario } = parseScenario(text);
  if (scenario === undefined) throw new Error("the scenario has mistakes");
  return scenario;
}

const scenarioFile = { path: "hello.scenario", data: new TextEncoder().encode(text), modifiedMs: 0 };

it("makes programs and files of a scenario's, and keeps the scenario among the files", () => {
  const { name, programs, files } = projectOf(read(), { language: "zh-TW", scenarioFile });
  expect(name).toBe("你好");
  expect(programs.map((program) => [program.name, program.arguments])).toEqual([
    ["server.py", "8088 'two words'"],
    ["client.steps", undefined],
  ]);
  expect(files.map(({ path }) => path)).toEqual(["data/hello.txt", "hello.scenario"]);
});

it("checks the programs as they are in the project now", () => {
  const { programs } = projectOf(read(), { language: "en", scenarioFile });
  const edited = programs.map((program) => ({ ...program, source: `${program.source}# mine\n` }));
  const now = withProject(read(), edited, () => ["9"]);
  expect(now.programs.map(({ source }) => source.includes("# mine"))).toEqual([true, true]);
  expect(now.programs[1]?.after).toEqual({ program: "server", call: "listen", number: 1 });
});

it("places programs of a scenario on a wire on their hosts, and checks them on those that a person has chosen", () => {
  const { scenario } = parseScenario(text.replace("title", "network: wire\ntitle"));
  if (scenario === undefined) throw new Error("the scenario has mistakes");
  const { programs, hosts } = projectOf(scenario, { language: "en", scenarioFile });
  expect(hosts).toEqual(["server", "client"]);
  expect(programs.map(({ host }) => host)).toEqual(["server", "client"]);
  const moved = programs.map((program) => ({ ...program, host: "server" }));
  expect(withProject(scenario, moved, () => []).programs.map(({ host }) => host)).toEqual([
    "server",
    "server",
  ]);
  expect(projectOf(read(), { language: "en", scenarioFile }).hosts).toBeNull();
});

it("quotes words as a shell takes them", () => {
  expect(commandLine(["a-b", "", "it's", "$HOME"])).toBe("a-b '' 'it'\\''s' '$HOME'");
});
