import { formatEndpoint, type LabEvent, type LabEventOf } from "@sockpit/protocol";
import type { CallEntry } from "../../record/entry.js";
import type { LabRecord } from "../../record/lab-record.js";
import { neighbourWords } from "../../record/neighbours.js";
import { tlsWords } from "../../record/tls-records.js";
import { formatCall } from "../../shared/format/format-call.js";
import { formatDuration, NOTEWORTHY_US } from "../../shared/format/format-duration.js";
import { formatLookup } from "../../shared/format/format-lookup.js";
import { formatResult } from "../../shared/format/format-result.js";
import type { TextKey, Translate, Translation } from "../../shared/translation.js";
import { withWireTexts } from "../../shared/wire/wire-strings.js";
import { type CallPurpose, purposeOf } from "./call-purpose.js";
import { withSentences } from "./sentence-strings.js";
import { wireChangeSentence } from "./wire-change-sentence.js";
import { wireSentence } from "./wire-sentence.js";

interface SentenceOptions {
  t: Translate;
  /** With the texts of the wire. */
  tOfWire: Translate;
  record: LabRecord;
}

/** Characters of what is printed or sent that a sentence quotes. */
const QUOTED = 40;

/** Waits of calls for these are explained. */
const waiting = { accepts: true, connects: true, receives: true, sends: true } as const;

function isWaiting(purpose: CallPurpose | undefined): purpose is keyof typeof waiting {
  return purpose !== undefined && purpose in waiting;
}

/** An event in a sentence: who, what and why, with the numbers. */
export function eventSentence(
  event: LabEvent,
  { translation, record }: { translation: Translation; record: LabRecord },
): string {
  const tOfWire = withWireTexts(translation).t;
  const options = { t: withSentences(translation).t, tOfWire, record };
  const said = whatHappened(event, options);
  const states = changedStates(event, options);
  return states === "" ? said : options.t("time.withStates", { said, states });
}

function whatHappened(event: LabEvent, options: SentenceOptions): string {
  const { t, record } = options;
  switch (event.event) {
    case "processStarted":
      return t("sentences.processStarted", { name: event.name, pid: event.pid });
    case "processEnded":
      return t("time.events.processEnded", { name: nameOfPid(event.pid, record), status: event.status });
    case "callStarted":
      return callStarted(event, options);
    case "callBlocked": {
      const call = record.findCall(event.call);
      const why = call === undefined ? undefined : purposeOf(call.command);
      return t(isWaiting(why) ? `sentences.waits.${why}` : "sentences.waits.other", {
        name: nameOfPid(event.pid, record),
        command: call?.command ?? "",
      });
    }
    case "callEnded":
      return callEnded(event, options);
    case "output":
      return t("sentences.output", { name: nameOfPid(event.pid, record), text: quoted(event.text) });
    case "lookup":
      return lookupSentence(event, options);
    case "packet":
      return packetSentence(event, options);
    case "wireChanged":
      return wireChangeSentence(event, options);
    case "packetHeld":
    case "packetLeft":
    case "tcpSampled":
      return wireSentence(event, { t: options.tOfWire, record });
    case "timerExpired":
      return t("time.events.timerExpired", { timer: event.timer });
    case "viewCorrected":
      return t("time.events.viewCorrected");
    case "socketChanged":
      return t("time.events.socketChanged", { state: event.socket.state });
    case "socketGone":
      return t("time.events.socketGone");
    case "captureDropped":
      return t("diagram.packetsLost", { count: event.dropped });
  }
}

function callStarted(event: LabEventOf<"callStarted">, { t, record }: SentenceOptions): string {
  const { name, args } = formatCall(event.command, event.params);
  const what = { name: nameOfPid(event.pid, record), call: `${name}(${args})` };
  const line = event.source?.line;
  const said =
    line === undefined ? t("sentences.calls", what) : t("sentences.callsInLine", { ...what, line });
  const purpose = purposeOf(event.command);
  return purpose === undefined ? said : `${said}${t("time.colon")}${t(`sentences.purposes.${purpose}`)}`;
}

function callEnded(event: LabEventOf<"callEnded">, { t, record }: SentenceOptions): string {
  const { command, error, blockedUs } = event;
  const name = nameOfPid(event.pid, record);
  const call = record.findCall(event.call);
  if (error !== undefined) {
    const why = error.kind === "errno" ? `${error.errno}: ${error.message}` : error.message;
    return t("sentences.failed", { name, command, why });
  }
  const { text, meaning } = call === undefined ? { text: "", meaning: null } : resultOf(call, event);
  const result = meaning === null ? text : `${text} (${meaning})`;
  const said = t("sentences.returned", { name, command, result });
  if (blockedUs < NOTEWORTHY_US) return said;
  const duration = formatDuration(blockedUs);
  const packet = call?.wokenBy ?? null;
  return packet === null
    ? t("sentences.afterWaiting", { said, duration })
    : t("sentences.wokenBy", { said, duration, packet });
}

function resultOf(call: CallEntry, { result }: LabEventOf<"callEnded">) {
  return formatResult(call, result ?? {});
}

function lookupSentence(event: LabEventOf<"lookup">, { t, record }: SentenceOptions): string {
  const { args, outcome } = formatLookup(event);
  const { error } = event;
  const what = { name: nameOfPid(event.pid, record), call: `${event.function}(${args})` };
  return error === undefined
    ? t("sentences.lookup", { ...what, answers: outcome })
    : t("sentences.lookupFailed", { ...what, why: `${error.name}: ${error.message}` });
}

function packetSentence(event: LabEventOf<"packet">, { t, record }: SentenceOptions): string {
  const entry = record.findPacket(event.packet);
  const { tcp, udp, icmp, source, destination } = event;
  const nameOf = (lane: number | undefined, end: typeof source) =>
    (lane === undefined ? undefined : record.lanes[lane]?.name) ?? formatEndpoint(end) ?? "";
  const ends = { from: nameOf(entry?.fromLane, source), to: nameOf(entry?.toLane, destination) };
  if (udp !== undefined) {
    const isDropped = udp.notes?.includes("receive-queue-full") === true;
    return t(isDropped ? "sentences.datagramDropped" : "sentences.datagram", {
      ...ends,
      count: udp.payloadBytes,
      port: destination.port,
    });
  }
  const neighbour = neighbourWords(event);
  const host = event.wire?.from ?? ends.from;
  if (neighbour !== null) {
    const { kind, address, mac } = neighbour;
    const protocol = icmp === undefined ? "ARP" : "ICMPv6";
    return t(`sentences.neighbour.${kind}`, { host, address, mac: mac ?? "?", protocol });
  }
  if (icmp !== undefined) {
    const name = icmp.name.replaceAll("-", " ");
    return icmp.about === undefined && event.protocol === "ICMPv6"
      ? t("sentences.icmpSent", { host, name })
      : t("sentences.icmp", { ...ends, name });
  }
  if (tcp === undefined) return t("time.events.packet");
  const key = segmentKey(tcp);
  const records = tlsWords(event).map(({ name, says }) => (says === "" ? name : `${name} (${says})`));
  const said = t(key === "sentences.data" && records.length > 0 ? "sentences.tls" : key, {
    ...ends,
    seq: tcp.seq,
    ack: tcp.ack,
    relativeSeq: tcp.relativeSeq,
    relativeAck: tcp.relativeAck ?? 0,
    acked: Math.max(0, (tcp.relativeAck ?? 1) - 1),
    count: tcp.payloadBytes,
    port: destination.port,
    fromPort: source.port,
    text: quoted(event.data?.text ?? ""),
    records: records.join(", "),
  });
  const isRepeated = tcp.notes.some((note) => note.endsWith("retransmission"));
  return isRepeated ? t("sentences.again", { said }) : said;
}

function segmentKey({
  flags,
  payloadBytes,
  relativeSeq,
  relativeAck,
}: NonNullable<LabEventOf<"packet">["tcp"]>): TextKey {
  const has = (flag: (typeof flags)[number]) => flags.includes(flag);
  if (has("RST")) return "sentences.rst";
  if (has("SYN")) return has("ACK") ? "sentences.synAck" : "sentences.syn";
  if (has("FIN")) return "sentences.fin";
  if (payloadBytes > 0) return "sentences.data";
  return relativeSeq === 1 && relativeAck === 1 ? "sentences.handshakeAck" : "sentences.ack";
}

/** `client.py: SYN-SENT, server.py: SYN-RECEIVED`. */
function changedStates(event: LabEvent, { record }: SentenceOptions): string {
  const states = record.entriesOf(event.seq).flatMap((entry) => {
    return entry.kind === "state" ? [`${nameOfPid(entry.pid, record)}${"\u00a0"}→ ${entry.state}`] : [];
  });
  return states.join(", ");
}

function nameOfPid(pid: number, record: LabRecord): string {
  return record.processes.at(pid, Number.POSITIVE_INFINITY)?.name ?? `pid ${pid}`;
}

function quoted(text: string): string {
  const line = text.trimEnd().replaceAll("\n", "⏎");
  const characters = Array.from(line);
  return characters.length > QUOTED ? `${characters.slice(0, QUOTED).join("")}…` : line;
}
