import { expect, it } from "vitest";
import { chapterSentences } from "../features/chapters/sentence-strings.js";
import { consoleStrings } from "../features/console/console-strings.js";
import { packetStrings } from "../features/diagram/packet-strings.js";
import { certificateStrings } from "../features/files/certificates/strings.js";
import { hintTextStrings } from "../features/hints/public.js";
import { hostStrings } from "../features/hosts/strings.js";
import { aboutLabStrings } from "../features/lab/about-strings.js";
import { peerStrings } from "../features/peer/strings.js";
import { plotStrings } from "../features/plots/strings.js";
import { encodingStrings } from "../features/programs/encoding-strings.js";
import { scenarioStrings } from "../features/scenario/strings.js";
import { sentenceStrings } from "../features/time/sentence-strings.js";
import { wireStrings } from "../shared/wire/wire-strings.js";
import { strings } from "./strings.js";

it("has the same placeholders in both languages", () => {
  const placeholders = (texts: object): string[] =>
    Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
      typeof value === "string"
        ? (value.match(/\{\{\w+\}\}/g) ?? []).toSorted().map((name) => `${key} ${name}`)
        : placeholders(value as object),
    );
  for (const texts of [
    strings,
    peerStrings,
    aboutLabStrings,
    hostStrings,
    hintTextStrings,
    scenarioStrings,
    consoleStrings,
    certificateStrings,
    encodingStrings,
    sentenceStrings,
    plotStrings,
    chapterSentences,
    packetStrings,
    wireStrings,
  ])
    expect(placeholders(texts["zh-TW"])).toEqual(placeholders(texts.en));
});
