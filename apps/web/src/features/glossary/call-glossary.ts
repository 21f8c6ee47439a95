import { type CommandName, commandNames, commands } from "@sockpit/protocol";
import type { Explanation } from "./explanation.js";

/** What each call does, for a person who looks at it, with the manual page: both as its description has them. */
export const commandExplanations = Object.fromEntries(
  commandNames.map((name) => [name, { ...commands[name].explanation, source: commands[name].manPage }]),
) as Readonly<Record<CommandName, Explanation>>;
