import { type Endpoint, formatEndpoint } from "@sockpit/protocol";
import { type Chapter, type ChapterThen, isFromOpener } from "../../record/chapters/chapter.js";
import type { PacketEntry } from "../../record/entry.js";
import type { LabRecord } from "../../record/lab-record.js";
import { NOBODY } from "../../record/lanes.js";
import { formatBytes } from "../../shared/format/format-bytes.js";
import { formatDuration } from "../../shared/format/format-duration.js";
import type { Translate, Translation } from "../../shared/translation.js";
import { withChapterTexts } from "./sentence-strings.js";

export interface ChapterWords {
  /** `Three-way handshake`. */
  title: string;
  /** The program that began it: `client.py`. */
  opener: string;
  /** What happened in it, with the real numbers. */
  sentence: string;
  /** Of a handshake whose three packets are there: A, B, A+1 and B+1. */
  letters: string | null;
}

interface WordsOptions {
  translation: Translation;
  record: LabRecord;
  nameOfLane(lane: number): string;
}

/** Who takes part in a chapter. */
interface Ends {
  /** Names alone. */
  from: string;
  to: string;
  /** With a port: of the one that began it, and the address of the other. */
  fromPort: string;
  toAddress: string;
}

/** A chapter in words, as it was known at a moment. */
export function chapterWords(chapter: Chapter, then: ChapterThen, options: WordsOptions): ChapterWords {
  const { record } = options;
  const { t } = withChapterTexts(options.translation);
  const ends = endsOf(chapter, { ...options, t });
  const title = t(`chapters.titles.${then.kind}`);
  const hasLetters = then.kind === "handshake" && !isToItself(chapter);
  const letters = hasLetters ? lettersOf(then, ends, t) : null;
  const said = sentenceOf(chapter, then, { ends, t, record });
  const isToldOfLoss = then.lost === 0 || then.kind === "retransmission";
  const sentence = isToldOfLoss
    ? said
    : t("chapterSentences.lostOnWire", { sentence: said, count: then.lost });
  return { title, opener: ends.from, sentence, letters };
}

interface SentenceOptions {
  ends: Ends;
  t: Translate;
  record: LabRecord;
}

function sentenceOf(chapter: Chapter, then: ChapterThen, { ends, t, record }: SentenceOptions): string {
  const { from, to, fromPort, toAddress } = ends;
  const { packets, repeated, dropped } = then;
  const [forth, back] = [formatBytes(then.forthBytes), formatBytes(then.backBytes)];
  switch (then.kind) {
    case "handshake":
      if (isToItself(chapter)) return t("chapterSentences.handshakeItself", { from: fromPort, packets });
      if (!then.isComplete)
        return t("chapterSentences.handshakeOpen", { from: fromPort, to: toAddress, packets });
      return t(
        isFromBoth(chapter, then, "SYN", true)
          ? "chapterSentences.handshakeBoth"
          : "chapterSentences.handshake",
        {
          from: fromPort,
          to: toAddress,
          packets,
        },
      );
    case "tls":
    case "tlsFailed":
      return tlsSentence(then, { ends, t });
    case "data": {
      const what = { from, to, forth, back, packets };
      if (packets === 0)
        return t(then.backBytes > 0 ? "chapterSentences.callsDataBoth" : "chapterSentences.callsData", what);
      const data = t(then.backBytes > 0 ? "chapterSentences.dataBoth" : "chapterSentences.data", what);
      return repeated === 0 ? data : t("chapterSentences.dataRepeated", { data, repeated });
    }
    case "closing":
      return closingSentence(chapter, then, { ends, t });
    case "refused":
      return t("chapterSentences.refused", { from: fromPort, port: portOf(chapter) });
    case "reset":
      return t("chapterSentences.reset", { from, to });
    case "retransmission":
      return retransmissionSentence(chapter, then, { ends, t, record });
    case "queueFull": {
      const { length = 0, capacity = 0 } = chapter.fullQueue ?? {};
      return t("chapterSentences.queueFull", { from: fromPort, to: toAddress, length, capacity });
    }
    case "datagrams": {
      const isRefused = then.named.some(({ packet }) => packet.icmp !== undefined);
      const count = isRefused ? packets - 1 : packets;
      const sentence =
        then.backBytes > 0
          ? t("chapterSentences.datagramsBoth", {
              from: fromPort,
              to: toAddress,
              packets: count,
              forth,
              back,
            })
          : t("chapterSentences.datagrams", { from: fromPort, to: toAddress, count, forth });
      if (dropped > 0) return t("chapterSentences.datagramsDropped", { sentence, dropped });
      return isRefused ? t("chapterSentences.datagramsRefused", { sentence }) : sentence;
    }
    case "connecting":
      return t("chapterSentences.connecting", { from, to: toAddress });
  }
}

/** Whether both ends of its connection are one socket. */
function isToItself({ opener }: Chapter): boolean {
  if (opener.kind !== "packet") return false;
  const { source, destination } = opener.packet;
  return source.host === destination.host && source.port === destination.port;
}

function tlsSentence({ kind, named, packets }: ChapterThen, { ends, t }: { ends: Ends; t: Translate }) {
  const { from, toAddress: to } = ends;
  const records = named.flatMap(({ packet }) => packet.tls?.records ?? []);
  const alert = records.find((record) => record.alert?.level === "fatal")?.alert?.description;
  if (kind === "tlsFailed")
    return alert === undefined
      ? t("chapterSentences.tlsFailedEncrypted", { from, to })
      : t("chapterSentences.tlsFailed", { from, to, alert });
  const { serverName } = records.find(({ name }) => name === "ClientHello") ?? {};
  const { version, cipher } = records.find(({ name }) => name === "ServerHello") ?? {};
  if (version === undefined || cipher === undefined)
    return serverName === undefined
      ? t("chapterSentences.tlsOpen", { from, to })
      : t("chapterSentences.tlsOpenNamed", { from, to, serverName });
  return t("chapterSentences.tls", { from, to, version, cipher, packets });
}

function closingSentence(chapter: Chapter, then: ChapterThen, { ends, t }: { ends: Ends; t: Translate }) {
  const { from, to } = ends;
  if (then.packets === 0)
    return t(then.isComplete ? "chapterSentences.callsClosing" : "chapterSentences.callsClosingHalf", {
      from,
      to,
    });
  if (isToItself(chapter)) return t("chapterSentences.closingItself", { from });
  if (!isFromBoth(chapter, then, "FIN", false))
    return t(then.isComplete ? "chapterSentences.closingCut" : "chapterSentences.closingHalf", { from, to });
  const [first, second] = then.named;
  const isCrossing = second !== undefined && first !== undefined && isCrossedBy(first, second);
  return t(isCrossing ? "chapterSentences.closingBoth" : "chapterSentences.closing", {
    from,
    to,
    packets: then.packets,
  });
}

function retransmissionSentence(chapter: Chapter, then: ChapterThen, { ends, t, record }: SentenceOptions) {
  const { opener, firstSent, fullQueue, start } = chapter;
  const bytes = formatBytes(opener.kind === "packet" ? (opener.packet.tcp?.payloadBytes ?? 0) : 0);
  const after = formatDuration(firstSent === null ? 0 : start.at - firstSent.at);
  const { length = 0, capacity = 0 } = fullQueue ?? {};
  const sentence =
    fullQueue === null
      ? t(retransmissionKey(opener, record), { from: ends.from, bytes, after })
      : t("chapterSentences.retransmissionFull", {
          from: ends.from,
          to: ends.to,
          bytes,
          after,
          length,
          capacity,
        });
  return then.repeated < 2
    ? sentence
    : t("chapterSentences.retransmissionMany", { sentence, repeated: then.repeated });
}

/** Why a segment came again: what the wire did to the first one, or what the sender was told. */
function retransmissionKey(opener: Chapter["opener"], record: LabRecord) {
  if (opener.kind !== "packet") return "chapterSentences.retransmission";
  const { notes = [] } = opener.packet.tcp ?? {};
  if (notes.includes("fast-retransmission")) return "chapterSentences.retransmissionFast";
  const original = opener.original === null ? undefined : record.findPacket(opener.original);
  const isLost = original?.passages.some(({ fate, seq }) => fate === "dropped" && seq <= opener.seq);
  if (isLost) return "chapterSentences.retransmissionLost";
  return notes.includes("tail-loss-probe")
    ? "chapterSentences.retransmissionProbe"
    : "chapterSentences.retransmission";
}

function lettersOf({ named }: ChapterThen, { from, to }: Ends, t: Translate): string | null {
  const [syn, synAck, ack] = named.map(({ packet: { tcp } }) => tcp);
  if (named.length !== 3 || syn === undefined || synAck === undefined || ack === undefined) return null;
  if (!synAck.flags.includes("SYN") || !synAck.flags.includes("ACK")) return null;
  return t("chapterSentences.letters", {
    client: from,
    server: to,
    a: syn.seq,
    b: synAck.seq,
    a1: synAck.ack,
    b1: ack.ack,
  });
}

/** Whether both ends have sent a segment with a flag; with `isAlone`, one without ACK. */
function isFromBoth(
  { opener }: Chapter,
  { named }: ChapterThen,
  flag: "SYN" | "FIN",
  isAlone: boolean,
): boolean {
  if (opener.kind !== "packet") return false;
  const senders = named.filter(({ packet: { tcp } }) => {
    return tcp?.flags.includes(flag) === true && !(isAlone && tcp.flags.includes("ACK"));
  });
  return (
    senders.some((packet) => isFromOpener(opener, packet)) &&
    senders.some((packet) => !isFromOpener(opener, packet))
  );
}

/** Whether the second FIN was sent before the first had come: it does not acknowledge it. */
function isCrossedBy({ packet: { tcp: first } }: PacketEntry, second: PacketEntry): boolean {
  const { tcp } = second.packet;
  return (
    tcp?.flags.includes("FIN") === true && first !== undefined && (tcp.relativeAck ?? 0) <= first.relativeSeq
  );
}

function endsOf(
  { opener, answer, sockets }: Chapter,
  { t, record, nameOfLane }: WordsOptions & { t: Translate },
): Ends {
  if (opener.kind === "packet") {
    const { fromLane, toLane, packet } = opener;
    const [from, to] = [nameOfLane(fromLane), nameOfLane(toLane)];
    const isSomebody = toLane !== NOBODY;
    const { port } = packet.destination;
    return {
      from,
      to,
      fromPort: t("chapterSentences.withPort", { name: from, port: packet.source.port ?? "?" }),
      toAddress: isSomebody
        ? t("chapterSentences.address", { name: to, port: port ?? "?" })
        : (formatEndpoint(packet.destination) ?? to),
    };
  }
  const from = nameOfLane(opener.lane);
  const address = addressOf(opener.params);
  const [, other] = sockets;
  const pid = other === undefined ? null : record.sockets.ownerOf(other);
  const lane =
    answer?.lane ??
    (pid === null ? undefined : record.lanes.find(({ lives }) => lives.some((life) => life.pid === pid))?.id);
  const to = lane === undefined ? (formatEndpoint(address) ?? "…") : nameOfLane(lane);
  return { from, to, fromPort: from, toAddress: formatEndpoint(address) ?? to };
}

function addressOf(params: object): Endpoint | null {
  return "address" in params ? ((params.address as Endpoint | undefined) ?? null) : null;
}

function portOf({ opener }: Chapter): number | string {
  return (opener.kind === "packet" ? opener.packet.destination.port : undefined) ?? "?";
}
