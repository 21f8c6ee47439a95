/** What other features use of this one. */

export { commandExplanations } from "./call-glossary.js";
export { Explain } from "./Explain.js";
export { errorExplanation } from "./errno-glossary.js";
export { errorTextOf } from "./error-texts.js";
export type { Explanation } from "./explanation.js";
export { flagExplanations } from "./flag-glossary.js";
export { type KernelTerm, kernelExplanations } from "./kernel-glossary.js";
export { optionExplanations } from "./option-glossary.js";
export { noteExplanations, packetExplanations, tcpOptionExplanations } from "./packet-glossary.js";
export { SourceLink } from "./SourceLink.js";
export { stateExplanations } from "./state-glossary.js";
export { termsOfCall } from "./terms-of-call.js";
