/** What other features use of this one. */

export { Explain } from "./Explain.js";
export { loadGlossaries } from "./glossary-store.js";
export type { KernelTerm } from "./kernel-glossary.js";
export { PageTooltips } from "./PageTooltips.js";
export { Sentences } from "./Sentences.js";
export { errorTerm, findExplanation, type Glossaries, type Term, termOf } from "./term.js";
export { termsOfCall } from "./terms-of-call.js";
