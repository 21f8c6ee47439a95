import {
  ancillaryTypes,
  commandNames,
  DatagramNote,
  errnoNames,
  MessageFlag,
  PacketNote,
  ReceivedFlag,
  SocketState,
  socketOptionNames,
  TcpFlag,
  TlsRecordName,
} from "@sockpit/protocol";
import { describe, expect, it } from "vitest";
import { ancillaryExplanations } from "./ancillary-glossary.js";
import { commandExplanations } from "./call-glossary.js";
import { errnoExplanations } from "./errno-glossary.js";
import { type Explanation, sourceUrl } from "./explanation.js";
import { flagExplanations, messageFlagExplanations } from "./flag-glossary.js";
import { kernelExplanations } from "./kernel-glossary.js";
import { optionExplanations } from "./option-glossary.js";
import { noteExplanations, packetExplanations, tcpOptionExplanations } from "./packet-glossary.js";
import { stateExplanations } from "./state-glossary.js";
import { tlsExplanations } from "./tls-glossary.js";

type Glossary = Readonly<Partial<Record<string, Explanation>>>;

const glossaries: readonly (readonly [string, readonly string[], Glossary])[] = [
  ["state", SocketState.options, stateExplanations],
  ["call", commandNames, commandExplanations],
  ["errno", errnoNames, errnoExplanations],
  ["flag of TCP", TcpFlag.options, flagExplanations],
  ["flag of a message", [...MessageFlag.options, ...ReceivedFlag.options], messageFlagExplanations],
  ["socket option", socketOptionNames, optionExplanations],
  ["kind of ancillary data", ancillaryTypes, ancillaryExplanations],
  ["TLS record", TlsRecordName.options, tlsExplanations],
  ["note on a packet", [...PacketNote.options, ...DatagramNote.options], noteExplanations],
];

describe.each(glossaries)("each %s that the protocol knows", (_kind, names, glossary) => {
  it.each(names)("is explained in both languages, with a source: %s", (name) => {
    expectWhole(glossary[name]);
  });
});

it("explains every other word of the page in the same way", () => {
  const others = { ...kernelExplanations, ...packetExplanations, ...tcpOptionExplanations };
  for (const explanation of Object.values(others)) expectWhole(explanation);
});

it("links manual pages and sections of RFCs", () => {
  expect(sourceUrl("tcp(7)")).toBe("https://man7.org/linux/man-pages/man7/tcp.7.html");
  expect(sourceUrl("errno(3)")).toBe("https://man7.org/linux/man-pages/man3/errno.3.html");
  expect(sourceUrl("RFC 9293 §3.3.2")).toBe("https://www.rfc-editor.org/rfc/rfc9293.html#section-3.3.2");
  expect(sourceUrl("RFC 768")).toBe("https://www.rfc-editor.org/rfc/rfc768.html");
});

function expectWhole(explanation: Explanation | undefined): void {
  expect(sentences(explanation?.en, /[.?!]\)?(?: |$)/)).toBe(2);
  expect(sentences(explanation?.["zh-TW"], /[。？！]/)).toBe(2);
  expect(explanation?.["zh-TW"]).toMatch(/^.*\p{Script=Han}.*。$/u);
  expect(sourceUrl(explanation?.source ?? "")).toMatch(/^https:/);
}

function sentences(text = "", end: RegExp): number {
  return text.split(end).length - 1;
}
