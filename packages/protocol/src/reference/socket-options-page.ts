import { OptionLevel, optionLevels, socketOptionNames, socketOptions } from "../values/socket-option.js";
import { code, GENERATED, table } from "./markdown.js";

/** docs/reference/socket-options.md: every option that setsockopt and getsockopt take, by level. */
export function socketOptionsPage(): string {
  const sections = OptionLevel.options.map((level) => {
    const rows = socketOptionNames
      .filter((name) => socketOptions[name].level === level)
      .map((name) => {
        const { number, value, access, summary } = socketOptions[name];
        return [code(name), String(number), value === "int" ? value : code(value), access, summary];
      });
    const pages = new Set(
      socketOptionNames
        .filter((name) => socketOptions[name].level === level)
        .map((name) => socketOptions[name].manPage),
    );
    return [
      `## ${level}`,
      `Level ${optionLevels[level]}: ${[...pages].join(", ")}.`,
      table(["option", "number", "value", "access", "does"], rows),
    ].join("\n\n");
  });
  return [
    GENERATED,
    "# Socket options",
    "What `setsockopt` and `getsockopt` take. Any other option fails with `option_not_allowed`, and nothing of it reaches the kernel. What the kernel itself refuses (an option that can only be read, a value out of range) fails with its errno.",
    "`SO_RCVTIMEO` and `SO_SNDTIMEO` hold for calls on a blocking socket, as in Linux; a socket with a timeout of its own goes by that. In a `mapped` network the options that name a multicast group or interface fail with `address_not_allowed`, because they would reach the machine's interfaces.",
    ...sections,
    "",
  ].join("\n\n");
}
