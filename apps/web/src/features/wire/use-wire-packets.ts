import { useEffect, useMemo, useState } from "react";
import { useRecord } from "../../record/record-context.js";
import { settingsAt } from "../../record/wire-loss.js";
import { useModel } from "../../shared/use-model.js";
import { useMoment, useView } from "../time/public.js";
import { type PlacedPacket, placePackets } from "./motion.js";
import { useWire } from "./wire-context.js";

/** How long one that has left is still to be seen, in milliseconds. */
export const LINGER_MS = 1200;

/** Where the packets of each direction are at the moment shown, by `from to`; and the lab's clock then. */
export function useWirePackets(): { placed: ReadonlyMap<string, readonly PlacedPacket[]>; nowUs: number } {
  const { model, canAct } = useWire();
  const view = useView();
  const moment = useMoment();
  const { record } = useRecord();
  useModel(moment.store, (state) => (state.moment.kind === "past" ? state.moment.atUs : 0));
  const acted = useModel(model.store, (state) => state.acted);
  const [, draw] = useState(0);
  const nowUs = moment.nowUs();
  const packets = model.traffic.at(view.asOf, canAct ? nowUs - LINGER_MS * 1000 : nowUs);
  const placed = useMemo(() => {
    const byDirection = new Map<string, PlacedPacket[]>();
    for (const [key, entries] of grouped(packets)) {
      const [from = "", to = ""] = key.split(" ");
      byDirection.set(
        key,
        placePackets(entries, {
          nowUs,
          asOf: view.asOf,
          settingsAt: (seq) => settingsAt(record.wire, { from, to, seq }),
          releasedUs: (packet) => (canAct ? acted.get(packet)?.releasedUs : undefined),
        }),
      );
    }
    return byDirection;
  }, [packets, nowUs, view.asOf, record, acted, canAct]);
  const nextMs = canAct ? nextChangeMs(placed, nowUs) : undefined;
  useEffect(() => {
    if (nextMs === undefined) return;
    const timer = setTimeout(() => draw((count) => count + 1), nextMs);
    return () => clearTimeout(timer);
  });
  return { placed, nowUs };
}

function grouped<P extends { packet: { wire?: { from: string; to: string | null } | undefined } }>(
  packets: readonly P[],
): Map<string, P[]> {
  const groups = new Map<string, P[]>();
  for (const entry of packets) {
    const { wire } = entry.packet;
    if (wire === undefined || wire.to === null) continue;
    const key = `${wire.from} ${wire.to}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  return groups;
}

/** How long until something is drawn otherwise without anything new being known: at least a tenth of a second. */
function nextChangeMs(
  placed: ReadonlyMap<string, readonly PlacedPacket[]>,
  nowUs: number,
): number | undefined {
  let nextMs: number | undefined;
  const at = (ms: number) => {
    nextMs = Math.min(nextMs ?? Number.POSITIVE_INFINITY, Math.max(ms, 100));
  };
  for (const packets of placed.values())
    for (const { place } of packets) {
      if (place.kind === "queued") at(100);
      else if (place.kind === "dropped") at((place.left.at - nowUs) / 1000 + LINGER_MS);
      else if (place.kind === "flying" && place.left !== null) at((place.left.at - nowUs) / 1000 + LINGER_MS);
    }
  return nextMs;
}
