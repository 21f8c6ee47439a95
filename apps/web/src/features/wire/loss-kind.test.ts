import { clearWire, WireSettings } from "@sockpit/protocol";
import { describe, expect, it } from "vitest";
import { burstInNumbers, lossKindOf, lossKinds, lossOfKind, otherLosses } from "./loss-kind.js";

describe("kinds of loss", () => {
  it.each(lossKinds)(
    "%s: what it begins with is recognised as it, is alone, and the protocol takes it",
    (kind) => {
      const settings = WireSettings.parse({ ...clearWire, ...lossOfKind(kind) });
      expect(lossKindOf(settings)).toBe(kind);
      expect(otherLosses(settings)).toEqual([]);
    },
  );

  it("names the others that lose packets, where a script has set several at once", () => {
    const all = { ...lossOfKind("bursts"), lossShare: 0.1, lossEveryNth: 3 };
    expect(otherLosses(all)).toEqual(["lossShare", "lossEveryNth"]);
    expect(otherLosses({ ...all, lossBurst: null })).toEqual(["lossShare"]);
    expect(otherLosses({ ...all, lossBurst: null, lossEveryNth: null })).toEqual([]);
  });

  it("says how long a burst is and what is lost in the long run, without dividing by zero", () => {
    expect(burstInNumbers({ startShare: 0.01, endShare: 0.25, lossShare: 0.52 })).toEqual({
      packets: 4,
      share: (0.01 / 0.26) * 0.52,
    });
    expect(burstInNumbers({ startShare: 0, endShare: 0, lossShare: 1 })).toEqual({ packets: null, share: 0 });
    expect(burstInNumbers({ startShare: 0.5, endShare: 0, lossShare: 1 })).toEqual({
      packets: null,
      share: 1,
    });
  });
});
