import { clearWire, WireSettings } from "@sockpit/protocol";
import { describe, expect, it } from "vitest";
import { presetNames, presetSettings, recognisePreset } from "./presets.js";

describe("presets", () => {
  it.each(presetNames)("%s is settings that the protocol takes, and is recognised by them", (name) => {
    const settings = WireSettings.parse({ ...clearWire, ...presetSettings(name) });
    expect(recognisePreset([settings, { ...settings, isHolding: true }])).toBe(name);
  });

  it("is not recognised where one direction or one number is another", () => {
    const settings = { ...clearWire, ...presetSettings("satellite") };
    expect(recognisePreset([settings, clearWire])).toBeUndefined();
    expect(recognisePreset([{ ...settings, delayMs: settings.delayMs + 1 }])).toBeUndefined();
  });
});
