import { isSocketOptionName } from "@sockpit/protocol";
import type { Explanation } from "./explanation.js";
import { messageFlagExplanations } from "./flag-glossary.js";
import { optionExplanations } from "./option-glossary.js";

interface Term {
  name: string;
  explanation: Explanation;
}

/** The socket option and the flags that a call names, with what they mean. */
export function termsOfCall({ option, flags }: Readonly<Record<string, unknown>>): readonly Term[] {
  const named = typeof option === "string" && isSocketOptionName(option) ? optionTerm(option) : [];
  return [...named, ...(Array.isArray(flags) ? flags.flatMap(flagTerm) : [])];
}

function optionTerm(name: keyof typeof optionExplanations): Term[] {
  return [{ name, explanation: optionExplanations[name] }];
}

function flagTerm(name: unknown): Term[] {
  if (typeof name !== "string" || !Object.hasOwn(messageFlagExplanations, name)) return [];
  return [{ name, explanation: messageFlagExplanations[name as keyof typeof messageFlagExplanations] }];
}
