import type { CallError } from "@sockpit/protocol";
import type { Explanation } from "./explanation.js";
import type { glossaries } from "./glossaries.js";

export type Glossaries = typeof glossaries;
type GlossaryName = keyof Glossaries;

/** A word that a glossary explains, without the explanation: `state:LISTEN`. */
export type Term = `${GlossaryName}:${string}`;

/** The terms of one glossary. */
export function termOf<G extends GlossaryName>(glossary: G, name: keyof Glossaries[G] & string): Term {
  return `${glossary}:${name}`;
}

/** What explains an error; undefined for one of the protocol's own, which explains itself. */
export function errorTerm(error: CallError): Term | undefined {
  if (error.kind === "errno") return termOf("errno", error.errno);
  return error.kind === "timeout" ? termOf("failure", "timeout") : undefined;
}

/** The explanation of a term; undefined where there is none, as of a packet with a name of its own. */
export function findExplanation(all: Glossaries, wanted: string): Explanation | undefined {
  const colon = wanted.indexOf(":");
  const [glossary, name] = [wanted.slice(0, colon), wanted.slice(colon + 1)];
  const explanations: Readonly<Partial<Record<string, Explanation>>> | undefined = Object.hasOwn(
    all,
    glossary,
  )
    ? all[glossary as GlossaryName]
    : undefined;
  return explanations !== undefined && Object.hasOwn(explanations, name) ? explanations[name] : undefined;
}
