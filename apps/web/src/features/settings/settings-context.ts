import { createModelContext } from "../../shared/model-context.js";
import { useModel } from "../../shared/use-model.js";
import type { Settings, SettingsModel } from "./settings-model.js";

export const [SettingsContext, useSettingsModel] = createModelContext<SettingsModel>("SettingsContext");

export function useSettings(): Settings {
  return useModel(useSettingsModel().store, (settings) => settings);
}
