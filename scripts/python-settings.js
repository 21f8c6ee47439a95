import { join } from "node:path";
import { root } from "./steps.js";

const {
  ancillaryKinds,
  ancillaryTypes,
  commandNames,
  epollEvents,
  errnoMessage,
  errnoNames,
  errnoNumber,
  limits,
  MessageFlag,
  optionLevels,
  pollEvents,
  SocketType,
  socketOptionNames,
  socketOptions,
  traitsOf,
  WORKING_DIRECTORY,
} = await import(join(root, "packages/protocol/dist/index.js"));
const python = join(root, "packages/python/dist");
const { FIRST_FILE_FD } = await import(join(python, "pyodide-internals/file-numbers.js"));
const { TICK_SIGNAL } = await import(join(python, "shared/tick-signal.js"));

/** What Python's side takes from the protocol, so that it is written once. */
const settings = [
  { name: "working_directory", type: "str", value: WORKING_DIRECTORY },
  { name: "data_bytes", type: "int", value: limits.dataBytes },
  { name: "tls_step_bytes", type: "int", value: limits.tlsStepBytes },
  { name: "lookup_text_length", type: "int", value: limits.lookupTextLength },
  { name: "lookup_answer_length", type: "int", value: limits.lookupAnswerLength },
  { name: "lookup_answers", type: "int", value: limits.lookupAnswers },
  { name: "timeout_seconds", type: "int", value: limits.timeoutSeconds },
  { name: "ancillary_items", type: "int", value: limits.ancillaryItems },
  { name: "tick_signal", type: "int", value: TICK_SIGNAL },
  { name: "first_file_fd", type: "int", value: FIRST_FILE_FD },
  { name: "message_flags", type: "tuple[str, ...]", value: MessageFlag.options },
  { name: "socket_types", type: "tuple[str, ...]", value: SocketType.options },
  { name: "timed_commands", type: "dict[str, str]", value: Object.fromEntries(timedCommands()) },
  { name: "poll_events", type: "dict[str, int]", value: pollEvents },
  { name: "epoll_events", type: "dict[str, int]", value: epollEvents },
  {
    name: "ancillary",
    type: "tuple[tuple[str, str, int, int, str], ...]",
    value: ancillaryTypes.map((type) => {
      const { level, number, value } = ancillaryKinds[type];
      return [type, level, optionLevels[level], number, value];
    }),
  },
  {
    name: "socket_options",
    type: "tuple[tuple[str, str, int, int], ...]",
    value: socketOptionNames.map((name) => {
      const { level, number } = socketOptions[name];
      return [name, level, optionLevels[level], number];
    }),
  },
  {
    name: "errnos",
    type: "tuple[tuple[str, int, str], ...]",
    value: errnoNames.map((name) => [name, errnoNumber(name), errnoMessage(name)]),
  },
];

/** `_sockpit/settings.py`: its path in the repository and its text. */
export function pythonSettings() {
  const lines = settings.map(({ name, type, value }) => `${name}: ${type} = ${multiline(value)}\n`);
  const header = '"""What the protocol fixes. Made by `pnpm generate`: do not edit."""\n\n';
  return ["packages/python/runtime/src/_sockpit/settings.py", header + lines.join("")];
}

/** Commands that take a timeout of their own, and whether they fail or return when it has passed. */
function timedCommands() {
  return commandNames.flatMap((name) => {
    const { waits } = traitsOf(name);
    return waits?.timeout === undefined ? [] : [[name, waits.expiry]];
  });
}

/** A collection with one item a line, as a Python literal. */
function multiline(value) {
  if (typeof value !== "object" || value === null) return literal(value);
  const [open, close] = Array.isArray(value) ? "()" : "{}";
  const items = Array.isArray(value)
    ? value.map(literal)
    : Object.entries(value).map(([key, item]) => `${literal(key)}: ${literal(item)}`);
  return `${open}\n${items.map((item) => `    ${item},\n`).join("")}${close}`;
}

/** Strings and numbers are written in JSON as in Python. */
function literal(value) {
  if (!Array.isArray(value)) return JSON.stringify(value);
  return `(${value.map(literal).join(", ")})`;
}
