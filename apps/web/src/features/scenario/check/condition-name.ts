import { type Condition, formatCondition } from "@sockpit/protocol/scenario";

/** The name of a condition: its own, or what it does. */
export function conditionName({ name, effects, seed }: Condition): string {
  return name ?? formatCondition({ effects, seed });
}
