import type { HandAction, WireRule, WireSettings } from "@sockpit/protocol";
import type { PacketEntry } from "../../record/entry.js";
import type { LabRecord } from "../../record/lab-record.js";
import { isPast } from "../../record/moment.js";
import type { HostSetting } from "../../record/wire-book.js";
import {
  changedHosts,
  changedSettings,
  missingRules,
  type SettingChange,
} from "../../record/wire-changes.js";

/** Steps that are listed; the oldest are left out. */
const MOST_STEPS = 200;

/** One thing that a person, or a script, did to the wire. */
export type WireStep = { seq: number; at: number } & (
  | { kind: "set"; change: SettingChange<keyof WireSettings> }
  | { kind: "congestion"; host: HostSetting }
  | { kind: "ruleAdded" | "ruleRemoved"; rule: WireRule }
  | { kind: "hand"; action: HandAction; entry: PacketEntry }
);

/** What was done to the wire up to an event, the newest first. */
export function wireSteps(record: LabRecord, asOf: number): WireStep[] {
  const steps: WireStep[] = [];
  for (const event of record.wire.changes) {
    const before = record.wire.before(event);
    if (before === undefined || event.seq > asOf) continue;
    const { seq, at } = event;
    for (const change of changedSettings(before, event)) steps.push({ seq, at, kind: "set", change });
    for (const host of changedHosts(before, event)) steps.push({ seq, at, kind: "congestion", host });
    for (const rule of missingRules(before.rules, event.rules))
      steps.push({ seq, at, kind: "ruleAdded", rule });
    for (const rule of missingRules(event.rules, before.rules))
      steps.push({ seq, at, kind: "ruleRemoved", rule });
  }
  for (const entry of record.entries) {
    if (entry.kind !== "packet" || entry.held === null) continue;
    const [passage] = entry.passages;
    if (passage === undefined || passage.cause?.by !== "hand" || !isPast(passage, asOf)) continue;
    const { seq, at, fate, effects } = passage;
    const action = fate === "dropped" ? "drop" : effects.includes("duplicated") ? "duplicate" : "release";
    steps.push({ seq, at, kind: "hand", action, entry });
  }
  return steps.sort((a, b) => b.seq - a.seq).slice(0, MOST_STEPS);
}
