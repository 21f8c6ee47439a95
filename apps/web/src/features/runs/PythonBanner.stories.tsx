import type { Stories } from "../../catalogue/story.js";
import { PythonBanner } from "./PythonBanner.js";
import { PythonProgress } from "./PythonProgress.js";

export const stories: Stories = [
  {
    name: "a browser that cannot run programs",
    situation: { python: "unsupported" },
    view: () => <PythonBanner />,
    shows: (t) => [t("python.unsupported.secureContext")],
  },
  {
    name: "Python could not be loaded",
    situation: { python: "failed" },
    view: () => <PythonBanner />,
    shows: (t) => [t("shared.retry"), "pyodide.asm.wasm: 404"],
  },
  {
    name: "Python is being loaded",
    situation: { python: "loading" },
    view: () => <PythonProgress />,
    shows: (t) => [t("python.label"), t("python.downloadLeft", { loaded: "4.2", total: "14.0", seconds: 3 })],
  },
  {
    name: "Python starts, as long as it took the last time",
    situation: { python: "starting" },
    view: () => <PythonProgress />,
    shows: (t) => [t("python.label"), t("python.startTakes", { seconds: 2 })],
  },
];
