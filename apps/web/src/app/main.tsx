import "./no-eval.js";
import "../shared/styles/index.css";
import { Connection, RestClient } from "@sockpit/client";
import { PythonRuntime } from "@sockpit/python";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { browserFileStorage } from "../features/files/file-storage.js";
import type { LabGateway } from "../features/lab/lab-gateway.js";
import { samples } from "../features/programs/samples.js";
import { ErrorBoundary } from "../shared/ErrorBoundary.js";
import { browserStorage } from "../shared/storage.js";
import { App } from "./App.js";
import { AppProvider } from "./AppProvider.js";
import { AppModel } from "./app-model.js";
import { CrashNotice } from "./CrashNotice.js";
import { createI18n } from "./i18n.js";
import { wantsTestHandle } from "./test-handle.js";

const baseUrl = location.origin;
const rest = new RestClient({ baseUrl });

const gateway: LabGateway = {
  health: () => rest.health(),
  createLab: () => rest.createLab(),
  getLab: (key) => rest.getLab(key),
  deleteLab: (key) => rest.deleteLab(key),
  open: (key) => Connection.open({ baseUrl, key }),
};

const app = new AppModel({
  baseUrl,
  gateway,
  records: rest,
  samples,
  python: {
    support: PythonRuntime.isSupported(),
    create: (options) => new PythonRuntime({ ...options, assetsUrl: "/pyodide/" }),
  },
  fileStorage: browserFileStorage(),
  languages: navigator.languages,
  localStorage: browserStorage("localStorage"),
  sessionStorage: browserStorage("sessionStorage"),
});

const i18n = createI18n(app.settings.store.getState().language);
app.settings.store.subscribe(({ language }) => void i18n.changeLanguage(language));
if (wantsTestHandle(location)) globalThis.sockpit = app;
addEventListener("pagehide", ({ persisted }) => {
  app.programs.save();
  if (!persisted) app.session.leave();
});
app.open();

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <I18nextProvider i18n={i18n}>
      <AppProvider app={app}>
        <ErrorBoundary fallback={(error) => <CrashNotice error={error} />}>
          <App />
        </ErrorBoundary>
      </AppProvider>
    </I18nextProvider>
  </StrictMode>,
);
