import { clearWire, WireSettings } from "@sockpit/protocol";
import { describe, expect, it } from "vitest";
import { lossOfKind } from "./loss-kind.js";
import {
  formatSetting,
  lossFieldNames,
  positionOf,
  readSetting,
  STEPS,
  sliderNames,
  valueAt,
} from "./setting-fields.js";

describe("the fields of a wire's settings", () => {
  it.each(sliderNames)("%s: each position of its slider is a value that the protocol takes", (name) => {
    for (let position = 0; position <= STEPS; position += 1)
      WireSettings.parse({ ...clearWire, [name]: valueAt(name, position) });
  });

  it.each(lossFieldNames)("%s: each position of its slider is a value that the protocol takes", (name) => {
    const { lossBurst } = lossOfKind("bursts");
    const field = { burstStart: "startShare", burstEnd: "endShare", burstLoss: "lossShare" } as const;
    for (let position = 0; position <= STEPS; position += 1) {
      const value = valueAt(name, position);
      WireSettings.parse({
        ...clearWire,
        ...(name === "lossEveryNth"
          ? { lossEveryNth: value }
          : { lossBurst: { ...lossBurst, [field[name]]: value } }),
      });
    }
  });

  it.each([...sliderNames, ...lossFieldNames])(
    "%s: a slider stands where its value is, within what two digits hide",
    (name) => {
      for (let position = 0; position <= STEPS; position += 50) {
        const value = valueAt(name, position);
        expect(Math.abs(positionOf(name, value) - position)).toBeLessThanOrEqual(6);
      }
    },
  );

  it.each([...sliderNames, ...lossFieldNames])(
    "%s: what is shown is read again as what it is, within what three digits hide",
    (name) => {
      for (let position = 0; position <= STEPS; position += 10) {
        const value = valueAt(name, position);
        const read = readSetting(name, formatSetting(name, value, "no limit"));
        if (!("value" in read)) throw new Error(`${value} is shown as what is no ${name}`);
        const relative = value === null || value === 0 ? 1 : (read.value ?? 0) / value;
        expect(read.value === null).toBe(value === null);
        expect(Math.abs(relative - 1)).toBeLessThan(0.005);
      }
    },
  );

  it("reads units, and refuses what is no number or out of bounds", () => {
    expect(readSetting("delayMs", "1.5 s")).toEqual({ value: 1500 });
    expect(readSetting("delayMs", "50")).toEqual({ value: 50 });
    expect(readSetting("rateBitsPerSecond", "10 Mbit/s")).toEqual({ value: 10_000_000 });
    expect(readSetting("rateBitsPerSecond", "64k")).toEqual({ value: 64_000 });
    expect(readSetting("rateBitsPerSecond", "")).toEqual({ value: null });
    expect(readSetting("lossShare", "2.5 %")).toEqual({ value: 0.025 });
    expect(readSetting("queueBytes", "256 kB")).toEqual({ value: 256_000 });
    expect(readSetting("lossEveryNth", "1,000")).toEqual({ value: 1000 });
    expect(readSetting("lossEveryNth", "0")).toEqual({ fault: "bounds", from: "1", to: "1000000" });
    expect(readSetting("lossEveryNth", "3%")).toEqual({ fault: "number" });
    expect(readSetting("delayMs", "soon")).toEqual({ fault: "number" });
    expect(readSetting("lossShare", "101")).toEqual({ fault: "bounds", from: "0%", to: "100%" });
    expect(readSetting("rateBitsPerSecond", "1 bit/s")).toMatchObject({ fault: "bounds" });
  });
});
