import {
  ancillaryTypes,
  isSocketOptionName,
  MessageFlag,
  ReceivedFlag,
  type TracedParams,
  type TracedResult,
} from "@sockpit/protocol";
import type { Term } from "./term.js";

const messageFlags: ReadonlySet<unknown> = new Set([...MessageFlag.options, ...ReceivedFlag.options]);
const knownAncillary: ReadonlySet<unknown> = new Set(ancillaryTypes);

interface NamedTerm {
  name: string;
  term: Term;
}

/** The socket option, the ancillary data and the flags that a call names, with what explains them. */
export function termsOfCall(params: TracedParams, result?: TracedResult): readonly NamedTerm[] {
  const named = "option" in params && isSocketOptionName(params.option) ? [params.option] : [];
  const sent = "ancillary" in params ? params.ancillary : [];
  const received = result !== undefined && "ancillary" in result ? result.ancillary : [];
  const types = new Set([...sent, ...received].flatMap((item) => ("type" in item ? [item.type] : [])));
  const flags = "flags" in params ? params.flags : [];
  return [
    ...named.map((name): NamedTerm => ({ name, term: `option:${name}` })),
    ...[...types]
      .filter((name) => knownAncillary.has(name))
      .map((name): NamedTerm => ({ name, term: `ancillary:${name}` })),
    ...flags
      .filter((name) => messageFlags.has(name))
      .map((name): NamedTerm => ({ name: String(name), term: `messageFlag:${name}` })),
  ];
}
