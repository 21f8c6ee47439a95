import { z } from "zod";
import type { CommandTraits } from "../traits.js";
import * as table from "./table.js";

/** Every command by name. The one list: dispatch, REST, OpenAPI, SDK, page and docs read it. A lookup in a module's namespace is slow. */
export const commands: Readonly<typeof table> = { ...table };

export type CommandName = keyof typeof commands;
/** What a caller sends, defaults left out as it likes. */
export type CommandParams<N extends CommandName> = z.input<(typeof commands)[N]["params"]>;
/** What a handler gets: validated, defaults filled in, data as bytes. */
export type CommandInput<N extends CommandName> = z.output<(typeof commands)[N]["params"]>;
export type CommandResult<N extends CommandName> = z.output<(typeof commands)[N]["result"]>;

export const commandNames = Object.keys(commands).sort() as [CommandName, ...CommandName[]];

const names: ReadonlySet<string> = new Set(commandNames);

export const CommandName = z.enum(commandNames).describe("The name of a command.");

/** What a command does, for those who handle calls without knowing them by name. */
export function traitsOf(name: CommandName): CommandTraits {
  return commands[name].traits;
}

export function isCommandName(name: string): name is CommandName {
  return names.has(name);
}
