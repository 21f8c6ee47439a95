import { isSocketOptionName, type TracedParams, type TracedResult } from "@sockpit/protocol";
import { ancillaryExplanations } from "./ancillary-glossary.js";
import type { Explanation } from "./explanation.js";
import { messageFlagExplanations } from "./flag-glossary.js";
import { optionExplanations } from "./option-glossary.js";

interface Term {
  name: string;
  explanation: Explanation;
}

/** The socket option, the ancillary data and the flags that a call names, with what they mean. */
export function termsOfCall(params: TracedParams, result?: TracedResult): readonly Term[] {
  const named = "option" in params && isSocketOptionName(params.option) ? optionTerm(params.option) : [];
  const sent = "ancillary" in params ? params.ancillary : [];
  const received = result !== undefined && "ancillary" in result ? result.ancillary : [];
  const types = new Set([...sent, ...received].flatMap((item) => ("type" in item ? [item.type] : [])));
  const flags = "flags" in params ? params.flags : [];
  return [...named, ...[...types].flatMap(ancillaryTerm), ...flags.flatMap(flagTerm)];
}

function ancillaryTerm(name: string): Term[] {
  if (!Object.hasOwn(ancillaryExplanations, name)) return [];
  return [{ name, explanation: ancillaryExplanations[name as keyof typeof ancillaryExplanations] }];
}

function optionTerm(name: keyof typeof optionExplanations): Term[] {
  return [{ name, explanation: optionExplanations[name] }];
}

function flagTerm(name: unknown): Term[] {
  if (typeof name !== "string" || !Object.hasOwn(messageFlagExplanations, name)) return [];
  return [{ name, explanation: messageFlagExplanations[name as keyof typeof messageFlagExplanations] }];
}
