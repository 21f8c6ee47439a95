import type { CreateLabOptions } from "@sockpit/client";
import { HostName, limits, type WireMatch, type WireRule } from "@sockpit/protocol";
import {
  bytesOf,
  type Condition,
  type Effect,
  formatCondition,
  type PacketPattern,
  programsCalled,
  type Scenario,
  type ScenarioProgram,
} from "@sockpit/protocol/scenario";
import { isCallEffect, seedOf } from "./conditions.js";

/** What a run needs of its lab: its hosts and their wire; nothing, on one host; or why it cannot be had. */
export type WireOfRun =
  | { readonly kind: "none" }
  | { readonly kind: "wire"; readonly lab: Pick<CreateLabOptions, "hosts" | "wire"> }
  | { readonly kind: "impossible"; readonly reason: string };

type WireEffect = Exclude<Effect, { kind: "shortReads" | "shortWrites" | "slowPeer" | "resetAfter" }>;

/** The host that a program of a wire scenario runs on: the one that it names, else one of its own name. */
export function hostOf({ name, host }: ScenarioProgram): string {
  return (
    host ??
    name
      .replace(/^.*\//, "")
      .replace(/\.\w+$/, "")
      .toLowerCase()
      .replaceAll("_", "-")
  );
}

export function wireOfRun(scenario: Scenario, condition: Condition): WireOfRun {
  const effects = condition.effects.filter((effect): effect is WireEffect => !isCallEffect(effect));
  if (scenario.network !== "wire") {
    const [effect] = effects;
    if (effect === undefined) return { kind: "none" };
    return impossible(`${written(effect)} needs \`network: wire\` in the scenario`);
  }
  const hosts = [...new Set(scenario.programs.map(hostOf))];
  const { min, max } = limits.wireHosts;
  if (hosts.length < min || hosts.length > max)
    return impossible(
      `a wire joins ${min} to ${max} hosts, and these are ${hosts.length}: ${hosts.join(", ")}`,
    );
  const wrong = hosts.find((host) => !HostName.safeParse(host).success);
  if (wrong !== undefined)
    return impossible(`${wrong} is no name of a host: write \`on client\` behind the program`);
  const settings: NonNullable<CreateLabOptions["wire"]>["settings"] = {};
  const rules: WireRule[] = [];
  for (const effect of effects) {
    if (effect.kind === "delay")
      Object.assign(settings, {
        delayMs: effect.delaySeconds * 1000,
        jitterMs: (effect.jitterSeconds ?? 0) * 1000,
      });
    else if (effect.kind === "rate")
      Object.assign(settings, {
        rateBitsPerSecond: effect.bitsPerSecond,
        ...(effect.queueBytes !== undefined && { queueBytes: effect.queueBytes }),
      });
    else if (effect.kind === "loss") settings.lossShare = effect.percent / 100;
    else {
      const match = matchOf(effect.packet, scenario);
      if (match === undefined)
        return impossible(`${written(effect)}: a rule of a wire cannot match such packets`);
      for (const nth of effect.numbers)
        rules.push({ id: `drop-${rules.length + 1}`, match: { ...match, nth }, action: { do: "drop" } });
    }
  }
  return { kind: "wire", lab: { hosts, wire: { settings, rules, seed: seedOf(condition) ?? 1 } } };
}

/** What a wire looks at of such a packet; undefined where the pattern asks for more than it sees. */
function matchOf(
  { from, to, flags, kind, payload, isRetransmission, note }: PacketPattern,
  scenario: Scenario,
): WireMatch | undefined {
  const text = payload === undefined ? undefined : textOf(payload);
  if (isRetransmission !== undefined || note !== undefined || (payload !== undefined && text === undefined))
    return undefined;
  const ends = [from, to].map((end) =>
    end === undefined || "any" in end ? undefined : programHost(end.program, scenario),
  );
  const protocol =
    kind === "datagram"
      ? "UDP"
      : kind === "icmp"
        ? "ICMP"
        : kind === "data" || flags !== undefined
          ? "TCP"
          : undefined;
  return {
    ...(ends[0] !== undefined && { from: ends[0] }),
    ...(ends[1] !== undefined && { to: ends[1] }),
    ...(protocol !== undefined && { protocol }),
    ...(flags !== undefined && { flags }),
    // SYN alone is the first packet of a handshake, and ACK alone carries nothing.
    ...(flags?.length === 1 && flags[0] === "SYN" && { noFlags: ["ACK"] }),
    ...(flags?.length === 1 &&
      flags[0] === "ACK" && { noFlags: ["SYN", "FIN", "RST", "PSH"], hasPayload: false }),
    ...(kind === "data" && { hasPayload: true }),
    ...(text !== undefined && { payload: text }),
  };
}

function programHost(name: string, { programs }: Scenario): string | undefined {
  const [called] = programsCalled(
    name,
    programs.map((program) => program.name),
  );
  const program = programs.find((each) => each.name === called);
  return program === undefined ? undefined : hostOf(program);
}

/** Text, or bytes that are some. */
function textOf(payload: PacketPattern["payload"]): string | undefined {
  if (typeof payload === "string") return payload;
  if (typeof payload !== "object" || payload === null || !("bytes" in payload)) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytesOf(payload));
  } catch {
    return undefined;
  }
}

function impossible(reason: string): WireOfRun {
  return { kind: "impossible", reason };
}

function written(effect: Effect): string {
  return `\`${formatCondition({ effects: [effect] })}\``;
}
