import type { LabEvent } from "@sockpit/protocol";
import { AppModel } from "../app/app-model.js";
import type { Samples } from "../features/programs/programs-model.js";
import { samples } from "../features/programs/samples.js";
import { memoryTables } from "../features/projects/tables.js";
import { loadFixture, loadFixtureUntil } from "../fixtures/load-fixture.js";
import type { Language } from "../shared/language.js";
import { recordedPeer } from "./recorded-peer.js";
import { recordedPython } from "./recorded-python.js";
import { RecordedServer, recordedRecords } from "./recorded-server.js";
import type { Situation } from "./story.js";

/** The page's own models in a situation, which have received all that has happened in it. */
export async function storyApp(situation: Situation, language: Language): Promise<AppModel> {
  const events = eventsOf(situation);
  const server = new RecordedServer(events, situation.server ?? "answers");
  const programs = situation.recording === undefined ? samples : programsOf(events);
  const app = new AppModel({
    baseUrl: "http://recorded",
    gateway: server,
    records: recordedRecords,
    openPeer: recordedPeer,
    samples: programs,
    python: recordedPython(events, situation),
    languages: [language],
    localStorage: undefined,
    tables: memoryTables(),
    sessionStorage: undefined,
    schedule: atOnce,
  });
  await app.open();
  if (situation.server === "is silent") return app;
  await untilTried(app);
  await settled();
  if (situation.hasRun === true) {
    for (const { id } of app.programs.store.getState().programs) app.runner.start(id);
    await settled();
  }
  server.loseLab();
  await settled();
  return app;
}

/** What waits for microtasks has had them. */
function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

function atOnce(callback: () => void): () => void {
  queueMicrotask(callback);
  return () => {};
}

function eventsOf({ recording, until }: Situation): readonly LabEvent[] {
  if (recording === undefined) return [];
  return until === undefined ? loadFixture(recording) : loadFixtureUntil(recording, until);
}

/** The programs that ran in a lab: those of the samples with their text, others by their names. */
function programsOf(events: readonly LabEvent[]): Readonly<Record<Language, Samples>> {
  const names = events.flatMap((event) => (event.event === "processStarted" ? [event.name] : []));
  const withText = (language: Language): Samples =>
    names.map((name) => ({
      name,
      source: samples[language].find((sample) => sample.name === name)?.source ?? "import socket\n",
    }));
  return { en: withText("en"), "zh-TW": withText("zh-TW") };
}

/** Resolves when the first attempt to reach the server has ended. */
function untilTried({ session: { store } }: AppModel): Promise<void> {
  const isOver = () => store.getState().phase.kind !== "connecting";
  if (isOver()) return Promise.resolve();
  return new Promise((resolve) => {
    const unsubscribe = store.subscribe(() => {
      if (!isOver()) return;
      unsubscribe();
      resolve();
    });
  });
}
