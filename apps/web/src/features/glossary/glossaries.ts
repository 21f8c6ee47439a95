import { ancillaryExplanations } from "./ancillary-glossary.js";
import { commandExplanations } from "./call-glossary.js";
import { errnoExplanations, timeoutExplanation } from "./errno-glossary.js";
import { flagExplanations, messageFlagExplanations } from "./flag-glossary.js";
import { kernelExplanations } from "./kernel-glossary.js";
import { optionExplanations } from "./option-glossary.js";
import { noteExplanations, packetExplanations, tcpOptionExplanations } from "./packet-glossary.js";
import { stateExplanations } from "./state-glossary.js";
import { tlsExplanations } from "./tls-glossary.js";

/** Every explanation, by what it explains. Loaded on demand: `glossary-store.ts`. */
export const glossaries = {
  ancillary: ancillaryExplanations,
  command: commandExplanations,
  errno: errnoExplanations,
  failure: { timeout: timeoutExplanation },
  flag: flagExplanations,
  kernel: kernelExplanations,
  messageFlag: messageFlagExplanations,
  note: noteExplanations,
  option: optionExplanations,
  packet: packetExplanations,
  state: stateExplanations,
  tcpOption: tcpOptionExplanations,
  tls: tlsExplanations,
} as const;
