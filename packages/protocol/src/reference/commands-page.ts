import { commandNames, commands } from "../commands/index.js";
import { type ControlName, controls } from "../controls/index.js";
import { jsonFromBytes } from "../values/json-data.js";
import { fieldTable } from "./field-table.js";
import { code, GENERATED, jsonBlock, table } from "./markdown.js";

/** docs/reference/commands.md: every command and control, with params, result, errors and an example. */
export function commandsPage(): string {
  const controlNames = Object.keys(controls) as ControlName[];
  return [
    GENERATED,
    "# Commands",
    "A command is one socket call. Over WebSocket: `{id, command, pid, params, source?}`. Over REST: `POST /api/labs/{lab}/commands/{command}` with `{pid, ...params}`.",
    table(
      ["command", "does", "manual page", "may wait"],
      commandNames.map((name) => {
        const { summary, manPage, traits } = commands[name];
        return [`[${code(name)}](#${name})`, summary, manPage, "waits" in traits ? "yes" : "no"];
      }),
    ),
    ...commandNames.map(commandSection),
    "# Controls",
    "Messages that steer a connection or a process. WebSocket only: `{id, control, params}`.",
    ...controlNames.map((name) => {
      const { summary, params, result } = controls[name];
      return [`## ${name}`, summary, fieldTable("param", params), fieldTable("result", result)].join("\n\n");
    }),
    "",
  ].join("\n\n");
}

function commandSection(name: (typeof commandNames)[number]): string {
  const { summary, manPage, params, result, errnos, example } = commands[name];
  return [
    `## ${name}`,
    `${summary} Follows ${manPage}.`,
    fieldTable("param", params),
    fieldTable("result", result),
    `Errors to expect: ${errnos.map(code).join(", ")}.`,
    jsonBlock({ id: 1, command: name, pid: 1, params: example.params }),
    jsonBlock({ id: 1, ok: true, result: withJsonData(example.result) }),
  ].join("\n\n");
}

function withJsonData(result: object): object {
  const entries = Object.entries(result);
  return Object.fromEntries(
    entries.map(([key, value]) => [key, value instanceof Uint8Array ? jsonFromBytes(value) : value]),
  );
}
