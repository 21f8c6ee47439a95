import type {
  Condition,
  Effect,
  Expectation,
  LocalText,
  Moment,
  Observation,
  PacketPattern,
  SocketReference,
} from "../scenario.js";
import { formatValue, quote } from "./format-value.js";

/** Writes an expectation as one line. */
export function formatExpectation(expectation: Expectation): string {
  return `${formatExpected(expectation)}${formatHint(expectation)}`;
}

/** The same without what a failure says of its cause. */
export function formatExpected(expectation: Expectation): string {
  if (expectation.kind !== "never") return formatObservation(expectation, expectation.kind.padEnd(8));
  const { observation } = expectation;
  // Without a word before it, it is about a packet: `never RST`.
  const { kind } = observation;
  return formatObservation(observation, kind === "packets" ? "never   " : `never    ${kind}`);
}

function formatObservation(observation: Observation, kind: string): string {
  const words = [kind, bodyOf(observation)];
  if ("isExact" in observation && observation.isExact) words.push("exactly");
  if (observation.withinSeconds !== undefined) words.push("within", formatSeconds(observation.withinSeconds));
  if (observation.forSeconds !== undefined) words.push("for", formatSeconds(observation.forSeconds));
  return words.join(" ");
}

function bodyOf(observation: Observation): string {
  const not = "not" in observation && observation.not ? "!" : "";
  switch (observation.kind) {
    case "packets":
      return observation.packets.map(formatPacket).join(", ");
    case "state":
      return `${formatSocket(observation.socket)} ${not}${observation.state}`;
    case "output":
    case "stderr":
      return `${observation.program} ${formatValue(observation.text)}`;
    case "exit":
      return `${observation.program} ${not}${observation.status}`;
    case "raises":
      return `${observation.program} ${observation.exception}`;
    case "result":
      return `${formatMoment(observation.call)} ${formatValue(observation.value)}`;
    case "queue": {
      const { socket, queue, comparison, count } = observation;
      return `${formatSocket(socket)} ${queue} ${comparison === "==" ? "" : `${comparison} `}${count}`;
    }
  }
}

export function formatMoment({
  program,
  call,
  number = 1,
}: Omit<Moment, "number"> & { number?: number }): string {
  if (call === undefined) return `${program} ends`;
  return `${program}.${call}${number === 1 ? "" : ` #${number}`}`;
}

function formatSocket({ program, variable, number }: SocketReference): string {
  return `${program}${variable === undefined ? "" : `.${variable}`}${number === undefined ? "" : ` #${number}`}`;
}

/** A packet begins with its two programs, its flags, its kind or what is noted of it. */
function formatPacket(packet: PacketPattern): string {
  const { from, to, flags, kind, payload, isRetransmission, note } = packet;
  const end = (side: PacketPattern["from"]) =>
    side === undefined || "any" in side ? "..." : formatSocket(side);
  const isClear =
    kind !== undefined ||
    (flags !== undefined && flags.length > 0) ||
    (payload === undefined && (note !== undefined || isRetransmission === true));
  const words = from === undefined && to === undefined && isClear ? [] : [end(from), ">", end(to)];
  if (kind !== undefined) words.push(kind);
  if (flags !== undefined && flags.length > 0) words.push(flags.join("-"));
  if (payload !== undefined) words.push(formatValue(payload));
  if (isRetransmission) words.push("retransmission");
  if (note !== undefined) words.push(note);
  return words.join(" ");
}

/** Columns before a condition's points, where its effects leave them free. */
const POINTS_COLUMN = 44;

/** Writes a condition as one line. */
export function formatCondition(condition: Condition): string {
  const { name, effects, seed, points, isHidden } = condition;
  const words = [
    ...(isHidden ? ["hidden"] : []),
    ...(name === undefined ? [] : [`${quote(name)}:`]),
    effects.length === 0 ? "plain" : effects.map(formatEffect).join(", "),
    ...(seed === undefined ? [] : [`seed ${seed}`]),
  ];
  const worth =
    points === undefined
      ? words.join(" ")
      : `${words.join(" ").padEnd(POINTS_COLUMN)} ${points} ${points === 1 ? "point" : "points"}`;
  return `${worth}${formatHint(condition)}`;
}

function formatEffect(effect: Effect): string {
  const of = "program" in effect && effect.program !== undefined ? ` of ${effect.program}` : "";
  switch (effect.kind) {
    case "shortReads":
    case "shortWrites":
      return `short ${effect.kind === "shortReads" ? "reads" : "writes"} ${effect.min}${effect.max === effect.min ? "" : `..${effect.max}`}${of}`;
    case "slowPeer":
      return `slow peer ${formatSeconds(effect.delaySeconds)}${of}`;
    case "resetAfter":
      return `reset after ${effect.lengthBytes} bytes${of}`;
    case "delay":
      return `wire delay ${formatSeconds(effect.delaySeconds)}${effect.jitterSeconds === undefined ? "" : ` jitter ${formatSeconds(effect.jitterSeconds)}`}`;
    case "rate":
      return `wire rate ${formatRate(effect.bitsPerSecond)}${effect.queueBytes === undefined ? "" : ` queue ${effect.queueBytes} bytes`}`;
    case "loss":
      return `wire loss ${effect.percent}%`;
    case "drop":
      return `wire drop ${formatDropped(effect.packet)} ${effect.numbers.map((number) => `#${number}`).join(" ")}`;
  }
}

function formatDropped(packet: PacketPattern): string {
  const { from, to, ...rest } = packet;
  const isShort = rest.kind !== undefined || (rest.flags !== undefined && rest.flags.length > 0);
  if (from === undefined || to !== undefined || "any" in from || !isShort) return formatPacket(packet);
  return `${from.program} ${formatPacket(rest)}`;
}

function formatSeconds(seconds: number): string {
  const microseconds = Math.round(seconds * 1e6);
  if (microseconds % 1000 !== 0) return `${microseconds}us`;
  return microseconds % 1e6 === 0 || microseconds > 1e7
    ? `${microseconds / 1e6}s`
    : `${microseconds / 1000}ms`;
}

function formatRate(bits: number): string {
  for (const [unit, size] of [
    ["Gbit", 1e9],
    ["Mbit", 1e6],
    ["kbit", 1e3],
  ] as const) {
    if (bits % size === 0) return `${bits / size}${unit}`;
  }
  return `${bits}bit`;
}

function formatHint({ hint }: { hint?: LocalText | undefined }): string {
  if (hint === undefined) return "";
  const inChinese = hint["zh-TW"] === undefined ? "" : ` zh-TW ${quote(hint["zh-TW"])}`;
  return `  hint ${quote(hint.en)}${inChinese}`;
}
