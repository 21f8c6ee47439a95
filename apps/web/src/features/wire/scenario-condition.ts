import type { WireMatch, WireSettings } from "@sockpit/protocol";
import type { Effect, PacketPattern } from "@sockpit/protocol/scenario";
import type { PacketEntry, PacketEvent } from "../../record/entry.js";
import type { LabRecord } from "../../record/lab-record.js";
import type { WireConfiguration } from "../../record/wire-book.js";
import type { WireStep } from "./wire-log.js";

/** What was done by hand and cannot be written as a condition of a scenario. */
export type Unwritten =
  | { kind: "setting"; setting: keyof WireSettings }
  | { kind: "directions" }
  | { kind: "congestion"; host: string }
  | { kind: "rule"; id: string }
  | { kind: "hand"; action: "release" | "duplicate"; packet: number }
  | { kind: "drop"; packet: number };

/** Settings that the conditions of scenarios have, in both directions. */
const written = ["delayMs", "jitterMs", "rateBitsPerSecond", "lossShare"] as const;
const unwritten = [
  "lossEveryNth",
  "lossBurst",
  "duplicateShare",
  "reorderShare",
  "corruptShare",
  "isDown",
] as const;

const MS_PER_SECOND = 1000;

/** The wire as it is set, and the packets that a person dropped, as one condition of a scenario; and what that leaves out. */
export function scenarioCondition(
  { directions, rules, hosts = [] }: WireConfiguration,
  { record, steps }: { record: LabRecord; steps: readonly WireStep[] },
): { effects: Effect[]; left: Unwritten[] } {
  const effects: Effect[] = [];
  const left: Unwritten[] = [];
  const [first] = directions;
  if (first !== undefined) {
    effects.push(...effectsOf(first.settings));
    const differs = directions.some(({ settings }) =>
      written.some((setting) => settings[setting] !== first.settings[setting]),
    );
    if (differs) left.push({ kind: "directions" });
    for (const setting of unwritten)
      if (directions.some(({ settings }) => Boolean(settings[setting])))
        left.push({ kind: "setting", setting });
  }
  const chosen = new Set(steps.flatMap((step) => (step.kind === "congestion" ? [step.host.name] : [])));
  for (const { name, congestionControl } of hosts)
    if (chosen.has(name) || congestionControl !== hosts[0]?.congestionControl)
      left.push({ kind: "congestion", host: name });
  for (const { id, match, action } of rules) {
    const packet = action.do === "drop" ? patternOf(match) : undefined;
    if (packet === undefined || match.nth === undefined) left.push({ kind: "rule", id });
    else effects.push({ kind: "drop", packet, numbers: [match.nth] });
  }
  for (const step of [...steps].reverse()) {
    if (step.kind !== "hand") continue;
    const { packet } = step.entry.packet;
    if (step.action !== "drop") left.push({ kind: "hand", action: step.action, packet });
    else {
      const effect = dropOf(step.entry, record);
      if (effect === undefined) left.push({ kind: "drop", packet });
      else effects.push(effect);
    }
  }
  return { effects, left };
}

function effectsOf({ delayMs, jitterMs, rateBitsPerSecond, lossShare }: WireSettings): Effect[] {
  const jitter = jitterMs > 0 ? { jitterSeconds: jitterMs / MS_PER_SECOND } : {};
  return [
    ...(delayMs > 0 || jitterMs > 0
      ? [{ kind: "delay" as const, delaySeconds: delayMs / MS_PER_SECOND, ...jitter }]
      : []),
    ...(rateBitsPerSecond === null ? [] : [{ kind: "rate" as const, bitsPerSecond: rateBitsPerSecond }]),
    ...(lossShare > 0 ? [{ kind: "loss" as const, percent: Number((lossShare * 100).toPrecision(6)) }] : []),
  ];
}

/** The packets of a rule, where the notation has words for them. A host's program has its name. */
function patternOf(match: WireMatch): PacketPattern | undefined {
  const { from, to, protocol, sourcePort, destinationPort, flags = [], hasPayload, payload } = match;
  if (sourcePort !== undefined || destinationPort !== undefined || payload !== undefined) return undefined;
  const ends = {
    ...(from !== undefined && { from: { program: from } }),
    ...(to !== undefined && { to: { program: to } }),
  };
  if (protocol === "UDP") return { ...ends, kind: "datagram" };
  if (protocol === "ICMP") return { ...ends, kind: "icmp" };
  const known = flags.filter((flag) => flag in flagNames) as (keyof typeof flagNames)[];
  if (known.length > 0 && known.length === flags.length) return { ...ends, flags: known };
  return hasPayload === true && protocol === "TCP" ? { ...ends, kind: "data" } : undefined;
}

const flagNames = { SYN: true, ACK: true, PSH: true, FIN: true, RST: true, URG: true } as const;

/** `drop client data #2`: the packet as the how-manieth of its kind from its host. */
function dropOf(entry: PacketEntry, record: LabRecord): Effect | undefined {
  const { wire } = entry.packet;
  const kind = kindOf(entry.packet);
  if (wire === undefined || kind === undefined || record.evictedEntries > 0) return undefined;
  let number = 0;
  for (const other of record.entries) {
    if (other.kind !== "packet" || other.packet.wire?.from !== wire.from) continue;
    if (JSON.stringify(kindOf(other.packet)) === JSON.stringify(kind)) number += 1;
    if (other === entry) break;
  }
  return { kind: "drop", packet: { from: { program: wire.from }, ...kind }, numbers: [number] };
}

function kindOf({ tcp, udp, icmp }: PacketEvent): Pick<PacketPattern, "kind" | "flags"> | undefined {
  if (udp !== undefined) return { kind: "datagram" };
  if (icmp !== undefined) return { kind: "icmp" };
  if (tcp === undefined) return undefined;
  const has = (flag: "SYN" | "ACK" | "FIN" | "RST") => tcp.flags.includes(flag);
  if (has("SYN")) return { flags: has("ACK") ? ["SYN", "ACK"] : ["SYN"] };
  if (tcp.payloadBytes > 0) return { kind: "data" };
  if (has("RST")) return { flags: ["RST"] };
  return has("FIN") ? { flags: ["FIN"] } : { flags: ["ACK"] };
}
