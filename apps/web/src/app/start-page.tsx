import { pythonAssets } from "virtual:python-assets";
import { pythonRuntimeUrl } from "virtual:python-runtime-url";
import { Connection, RestClient } from "@sockpit/client";
import { PythonRuntime } from "@sockpit/python";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { serverWheels } from "../features/files/server-wheels.js";
import type { LabGateway } from "../features/lab/lab-gateway.js";
import { samples } from "../features/programs/samples.js";
import { openTables } from "../features/projects/tables.js";
import { ErrorBoundary } from "../shared/ErrorBoundary.js";
import { browserStorage } from "../shared/storage.js";
import { App } from "./App.js";
import { AppProvider } from "./AppProvider.js";
import { AppModel } from "./app-model.js";
import { CrashNotice } from "./CrashNotice.js";
import { loadTranslation } from "./load-translation.js";
import { Translated } from "./Translated.js";
import { forcedEngine, wantsTestHandle } from "./test-handle.js";

/** Opens the page: its models, its lab, and what it shows. */
export async function startPage(): Promise<void> {
  const baseUrl = location.origin;
  const rest = new RestClient({ baseUrl });

  const gateway: LabGateway = {
    health: () => rest.health(),
    createLab: (options) => rest.createLab(options),
    getLab: (key) => rest.getLab(key),
    deleteLab: (key) => rest.deleteLab(key),
    open: (key) => Connection.open({ baseUrl, key }),
  };

  const app = new AppModel({
    baseUrl,
    gateway,
    records: rest,
    openPeer: (key) => Connection.open({ baseUrl, key }),
    samples,
    python: {
      support: PythonRuntime.support(forcedEngine(location)),
      create: (engine, options) =>
        new PythonRuntime({ ...options, engine, assets: pythonAssets, runtimeUrl: pythonRuntimeUrl }),
    },
    tables: await openTables(),
    languages: navigator.languages,
    localStorage: browserStorage("localStorage"),
    sessionStorage: browserStorage("sessionStorage"),
    isOnline: () => navigator.onLine,
    wheels: serverWheels(baseUrl),
  });

  const translation = loadTranslation(app.settings.store.getState().language);
  if (wantsTestHandle(location)) globalThis.sockpit = app;
  addEventListener("pagehide", ({ persisted }) => {
    app.projects.keeper.leave();
    if (!persisted) app.session.leave();
  });
  // A page in the background may be ended without further notice, and may have missed what other tabs wrote.
  addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") void app.projects.keeper.save();
    else {
      void app.projects.refresh();
      void app.session.check();
    }
  });
  for (const change of ["online", "offline"]) addEventListener(change, () => void app.session.check());
  await app.open();
  followAddress();
  addEventListener("hashchange", followAddress);

  const root = document.getElementById("root");
  if (root === null) throw new Error("index.html has no #root");
  createRoot(root).render(
    <StrictMode>
      <AppProvider app={app}>
        <Translated first={await translation}>
          <ErrorBoundary fallback={(error) => <CrashNotice error={error} />}>
            <App />
          </ErrorBoundary>
        </Translated>
      </AppProvider>
    </StrictMode>,
  );

  /** A scenario that the address asks for; what opens it is fetched then. */
  function followAddress(): void {
    if (/[#?&](?:scenario|scenario-text|from)=/.test(location.href))
      void import("./follow-address.js")
        .then((module) => module.followAddress(app.scenarios))
        .catch(() => undefined);
  }
}
