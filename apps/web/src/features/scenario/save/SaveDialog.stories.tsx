import type { AppModel, Stories } from "../../../catalogue/story.js";
import type { ScenarioSources } from "./new-scenario.js";
import { SaveDialog } from "./SaveDialog.js";

/** Made once for each look, as the page makes them. */
const sources = new WeakMap<AppModel, ScenarioSources>();

const view = (app: AppModel) => {
  const known = sources.get(app) ?? {
    programs: app.programs.store.getState().programs,
    files: [],
    recorded: [],
    events: [...app.record.record.events.list],
    wordsOf: () => [],
    countOf: () => 1,
  };
  sources.set(app, known);
  return <SaveDialog title="Hello" sources={known} onKeep={() => {}} onClose={() => {}} />;
};

export const stories: Stories = [
  {
    name: "expectations that were observed",
    situation: { recording: "sample-programs", hasRun: true },
    view,
    widthPx: 760,
    shows: () => ["client > server SYN", "never RST"],
  },
  { name: "nothing was observed yet", view, widthPx: 760, shows: () => [".scenario"].slice(1) },
];
