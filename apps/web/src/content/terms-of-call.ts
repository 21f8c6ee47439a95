import { isSocketOptionName } from "@sockpit/protocol";
import { ancillaryExplanations } from "./ancillary-glossary.js";
import type { Explanation } from "./explanation.js";
import { messageFlagExplanations } from "./flag-glossary.js";
import { optionExplanations } from "./option-glossary.js";

interface Term {
  name: string;
  explanation: Explanation;
}

type Values = Readonly<Record<string, unknown>>;

/** The socket option, the ancillary data and the flags that a call names, with what they mean. */
export function termsOfCall({ option, ancillary, flags }: Values, result: Values = {}): readonly Term[] {
  const named = typeof option === "string" && isSocketOptionName(option) ? optionTerm(option) : [];
  const items = [ancillary, result["ancillary"]].flatMap((list) => (Array.isArray(list) ? list : []));
  const types = new Set(items.map((item: Values) => item["type"]));
  return [
    ...named,
    ...[...types].flatMap(ancillaryTerm),
    ...(Array.isArray(flags) ? flags.flatMap(flagTerm) : []),
  ];
}

function ancillaryTerm(name: unknown): Term[] {
  if (typeof name !== "string" || !Object.hasOwn(ancillaryExplanations, name)) return [];
  return [{ name, explanation: ancillaryExplanations[name as keyof typeof ancillaryExplanations] }];
}

function optionTerm(name: keyof typeof optionExplanations): Term[] {
  return [{ name, explanation: optionExplanations[name] }];
}

function flagTerm(name: unknown): Term[] {
  if (typeof name !== "string" || !Object.hasOwn(messageFlagExplanations, name)) return [];
  return [{ name, explanation: messageFlagExplanations[name as keyof typeof messageFlagExplanations] }];
}
