import { createContext, use } from "react";
import { useRecord } from "../../record/record-context.js";
import type { WireConfiguration, WireDirection } from "../../record/wire-book.js";
import { useModel } from "../../shared/use-model.js";
import { useLab } from "../lab/public.js";
import { useIsLive, useMoment, useView } from "../time/public.js";
import type { Direction } from "./pending-change.js";
import type { WireModel } from "./wire-model.js";

/** The wire that is shown: how it is set at the moment shown, and what may be done with it. */
export interface ShownWire {
  readonly model: WireModel;
  readonly configuration: WireConfiguration;
  readonly hosts: readonly string[];
  /** The wire is set and acted on only now, and only while there is a lab. */
  readonly canAct: boolean;
  /** Why it cannot be. */
  readonly why: "past" | "over" | null;
}

const ShownWireContext = createContext<ShownWire | undefined>(undefined);

export { ShownWireContext };

export function useWire(): ShownWire {
  const wire = use(ShownWireContext);
  if (wire === undefined) throw new Error("A component is outside of the wire.");
  return wire;
}

/** Undefined where the lab has no wire, or nothing is known of it. */
export function useShownWire(model: WireModel): ShownWire | undefined {
  const view = useView();
  const isLive = useIsLive();
  const isOver = useMoment().isOver;
  const state = useModel(useLab().session.store, ({ lab }) => lab?.wire);
  useModel(model.setter.store, (setter) => setter);
  const { record } = useRecord();
  const known = record.wire.nearest(view.asOf) ?? state;
  if (known === undefined) return undefined;
  const canAct = isLive && !isOver;
  const hosts = hostsOf(known.directions);
  return {
    model,
    configuration: canAct ? model.setter.applied(known) : known,
    hosts,
    canAct,
    why: canAct ? null : isOver ? "over" : "past",
  };
}

/** Every host, in the order of the wire. */
function hostsOf(directions: readonly WireDirection[]): string[] {
  return [...new Set(directions.map(({ from }) => from))];
}

/** Each two hosts. */
export function pairsOf(hosts: readonly string[]): [string, string][] {
  return hosts.flatMap((a, index) => hosts.slice(index + 1).map((b): [string, string] => [a, b]));
}

/** Every direction, as the lines show them: there and back between each two hosts. */
export function directionsOf(hosts: readonly string[]): Direction[] {
  return pairsOf(hosts).flatMap(([a, b]) => [
    { from: a, to: b },
    { from: b, to: a },
  ]);
}

export function settingsOf(
  { directions }: WireConfiguration,
  { from, to }: Direction,
): WireDirection | undefined {
  return directions.find((direction) => direction.from === from && direction.to === to);
}
