import type { WireCause, WireSetting } from "@sockpit/protocol";
import { describe, expect, test } from "vitest";
import { placeOfLoss } from "./wire-loss.js";
import type { WirePassage } from "./wire-passage.js";

describe("The place where a packet was lost", () => {
  const lostBy = (cause: WireCause | null, ...effects: WirePassage["effects"]) => {
    const event = { at: 0, seq: 0, enteredAt: 0, isCopy: false, isOutOfOrder: false, hasRow: false };
    return placeOfLoss({ ...event, fate: "dropped", effects, cause });
  };
  const by = (setting: WireSetting) => ({ by: "setting", setting }) as const;

  test("is its sender's end where the queue was full or the link down, and its way where chance, a rule or a person lost it", () => {
    expect(lostBy(by("queueBytes"))).toBe("entry");
    expect(lostBy(by("isDown"))).toBe("entry");
    expect(lostBy({ by: "limit", limit: "packets" })).toBe("entry");
    expect(lostBy(by("lossShare"))).toBe("way");
    expect(lostBy(by("lossBurst"))).toBe("way");
    expect(lostBy({ by: "rule", rule: "drop" })).toBe("way");
  });

  test("is where it was held, and its receiver's end where it had the way behind it", () => {
    expect(lostBy({ by: "hand" }, "held")).toBe("stop");
    expect(lostBy(by("isDown"), "delayed")).toBe("exit");
    expect(lostBy({ by: "host" })).toBe("exit");
  });
});
