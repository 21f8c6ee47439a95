import type { WireRule, WireSettings } from "@sockpit/protocol";
import type { HostSetting, WireConfiguration } from "./wire-book.js";

/** A setting of the wire that was changed: in one direction, or in all of them alike where `direction` is null. */
export interface SettingChange<K extends keyof WireSettings = keyof WireSettings> {
  readonly setting: K;
  readonly value: WireSettings[K];
  readonly direction: { readonly from: string; readonly to: string } | null;
}

/** What differs between two configurations of one wire: what was changed in all directions to the same value is one change. */
export function changedSettings(before: WireConfiguration, after: WireConfiguration): SettingChange[] {
  const changes: SettingChange[] = [];
  const names = Object.keys(after.directions[0]?.settings ?? {}) as (keyof WireSettings)[];
  for (const setting of names) {
    const changed = after.directions.filter(({ from, to, settings }) => {
      const old = before.directions.find((other) => other.from === from && other.to === to);
      return old !== undefined && !isSame(old.settings[setting], settings[setting]);
    });
    const [first] = changed;
    if (first === undefined) continue;
    const value = first.settings[setting];
    const isCommon = after.directions.every((direction) => isSame(direction.settings[setting], value));
    if (isCommon && (changed.length > 1 || after.directions.length === 1))
      changes.push({ setting, value, direction: null });
    else
      for (const { from, to, settings } of changed)
        changes.push({ setting, value: settings[setting], direction: { from, to } });
  }
  return changes;
}

/** Settings are numbers, flags, and one small object. */
function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/** Rules of the second list that the first has not, word for word. */
export function missingRules(these: readonly WireRule[], those: readonly WireRule[]): WireRule[] {
  const known = new Set(these.map((rule) => JSON.stringify(rule)));
  return those.filter((rule) => !known.has(JSON.stringify(rule)));
}

/** Hosts whose congestion control was changed, as they are now. */
export function changedHosts(before: WireConfiguration, after: WireConfiguration): HostSetting[] {
  return (after.hosts ?? []).filter(({ name, congestionControl }) => {
    const old = before.hosts?.find((host) => host.name === name);
    return old !== undefined && old.congestionControl !== congestionControl;
  });
}
