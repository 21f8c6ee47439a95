import { clearWire, type WireSettings } from "@sockpit/protocol";

/** Connections as people know them, the same in both directions. docs/wire-lab.md gives the reasons for the numbers. */
const changes = {
  none: {},
  lan: { delayMs: 0.2, rateBitsPerSecond: 1_000_000_000 },
  wifi: { delayMs: 2, jitterMs: 1.5, rateBitsPerSecond: 50_000_000, lossShare: 0.001 },
  fourG: { delayMs: 25, jitterMs: 10, rateBitsPerSecond: 20_000_000, queueBytes: 250_000 },
  taipeiLondon: { delayMs: 110, jitterMs: 1, rateBitsPerSecond: 100_000_000 },
  satellite: { delayMs: 270, jitterMs: 5, rateBitsPerSecond: 10_000_000, queueBytes: 700_000 },
  lossy: { delayMs: 10, lossShare: 0.05 },
  bufferbloat: { delayMs: 10, rateBitsPerSecond: 1_000_000, queueBytes: 256_000 },
} as const satisfies Record<string, Partial<WireSettings>>;

export type PresetName = keyof typeof changes;

export const presetNames = Object.keys(changes) as readonly PresetName[];

/** What a preset sets: everything but whether packets are held, which is a person's doing. */
export type PresetSettings = Omit<WireSettings, "isHolding">;

export function presetSettings(name: PresetName): PresetSettings {
  const { isHolding: _, ...clear } = clearWire;
  return { ...clear, ...changes[name] };
}

/** Whether two directions do the same to packets, apart from holding them, which has buttons of its own. */
export function isSetAlike(one: WireSettings, other: WireSettings): boolean {
  const whatIsSet = ({ isHolding: _, ...settings }: WireSettings) => JSON.stringify(settings);
  return whatIsSet(one) === whatIsSet(other);
}

/** The preset that all of these directions are set as; undefined where they are set otherwise. */
export function recognisePreset(directions: readonly WireSettings[]): PresetName | undefined {
  return presetNames.find((name) => {
    const wanted = Object.entries(presetSettings(name));
    return directions.every((settings) =>
      wanted.every(([key, value]) => settings[key as keyof WireSettings] === value),
    );
  });
}
