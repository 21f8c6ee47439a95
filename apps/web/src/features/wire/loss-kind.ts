import type { WireSettings } from "@sockpit/protocol";

/** How packets are lost. */
export const lossKinds = ["random", "everyNth", "bursts"] as const;
export type LossKind = (typeof lossKinds)[number];

export type LossSettings = Pick<WireSettings, "lossShare" | "lossEveryNth" | "lossBurst">;
export type LossBurst = NonNullable<WireSettings["lossBurst"]>;

/** What a kind begins with when it is chosen, so that something is seen: at random, nothing. */
const beginnings: Readonly<Record<LossKind, Partial<LossSettings>>> = {
  random: {},
  everyNth: { lossEveryNth: 10 },
  bursts: { lossBurst: { startShare: 0.02, endShare: 0.25, lossShare: 1 } },
};

/** The kind that is shown. A script may have set several at once: the others are named beside it. */
export function lossKindOf({ lossEveryNth, lossBurst }: LossSettings): LossKind {
  if (lossBurst !== null) return "bursts";
  return lossEveryNth === null ? "random" : "everyNth";
}

/** This kind alone. */
export function lossOfKind(kind: LossKind): LossSettings {
  return { lossShare: 0, lossEveryNth: null, lossBurst: null, ...beginnings[kind] };
}

/** Settings of other kinds that lose packets too. */
export function otherLosses(settings: LossSettings): ("lossShare" | "lossEveryNth")[] {
  const kind = lossKindOf(settings);
  return [
    ...(kind !== "random" && settings.lossShare > 0 ? (["lossShare"] as const) : []),
    ...(kind === "bursts" && settings.lossEveryNth !== null ? (["lossEveryNth"] as const) : []),
  ];
}

/** How many packets a burst has on average, null where it does not end; and the part of all packets that is lost in the long run. */
export function burstInNumbers({ startShare, endShare, lossShare }: LossBurst): {
  packets: number | null;
  share: number;
} {
  const inBursts = startShare === 0 ? 0 : startShare / (startShare + endShare);
  return { packets: endShare === 0 ? null : 1 / endShare, share: inBursts * lossShare };
}
