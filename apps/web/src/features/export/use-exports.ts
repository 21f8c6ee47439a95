import type { LabKey } from "@sockpit/client";
import { CallFailure } from "@sockpit/protocol";
import { useState } from "react";
import { saveFile } from "../../shared/save-file.js";
import { useTranslation } from "../../shared/translation-context.js";
import { countUpTo, diagramWords, useColumnNames, useDiagram } from "../diagram/public.js";
import { useLab } from "../lab/public.js";
import { useMoment } from "../time/public.js";
import type { ExportOptions } from "./export-options.js";

/** Fetched for the first picture. */
const makers = () => import("./make-files.js");

export const exportKinds = ["svg", "png", "mermaid", "pcapng", "trace"] as const;
export type ExportKind = (typeof exportKinds)[number];

interface Exports {
  /** Makes a file and gives it to the person. */
  save(kind: ExportKind): void;
  /** Puts the diagram on the clipboard. */
  copy(kind: "png" | "mermaid"): void;
  /** Why the last one failed. */
  problem: string | null;
  dismiss(): void;
}

/** What can be taken out of the page: the diagram as it is shown now, and the lab's own records. */
export function useExports(): Exports {
  const translation = useTranslation();
  const { t, language } = translation;
  const { record, store, laneView } = useDiagram();
  const { session, records } = useLab();
  const { shown } = useMoment();
  const { programOfLane, headOf } = useColumnNames(record);
  const [problem, setProblem] = useState<string | null>(null);

  const options = (): ExportOptions => {
    const { rows, lanes, hasRelativeNumbers } = store.getState();
    const { asOf } = shown.getState();
    return {
      rows: rows.slice(0, countUpTo(rows, asOf)),
      lanes,
      record,
      hasRelativeNumbers,
      asOf,
      words: diagramWords(translation),
      ...laneView.store.getState(),
      headOf,
      colourOfLane: (lane) => programOfLane(lane)?.colour,
    };
  };
  const ofLab = async <T>(read: (key: LabKey) => Promise<T>) => read(await session.whenOpen());

  const files: Record<ExportKind, () => Promise<[string, Blob]>> = {
    svg: async () => ["svg", (await makers()).svgFile(options(), language)],
    png: async () => ["png", await (await makers()).pngFile(options(), language)],
    mermaid: async () => ["mmd", (await makers()).mermaidFile(options())],
    pcapng: async () => ["pcapng", new Blob([await ofLab((key) => records.capture(key))])],
    trace: async () => ["ndjson", new Blob([await ofLab((key) => records.traceText(key))])],
  };
  const failed = (error: unknown) => {
    const message = error instanceof CallFailure ? error.error.message : String(error);
    // By its name: the class is loaded with the first picture only.
    const isTooLarge = error instanceof Error && error.name === "PictureTooLarge";
    setProblem(isTooLarge ? t("export.tooLarge", { size: error.message }) : t("export.failed", { message }));
  };
  const save = (kind: ExportKind) => {
    setProblem(null);
    const lab = session.store.getState().key?.lab ?? "lab";
    files[kind]().then(([ending, content]) => saveFile(`sockpit-${lab}.${ending}`, content), failed);
  };
  const copy = (kind: "png" | "mermaid") => {
    setProblem(null);
    // A promise, because only what is asked for at once counts as the person's wish.
    const content = files[kind]().then(([, blob]) => blob);
    const type = kind === "png" ? "image/png" : "text/plain";
    navigator.clipboard.write([new ClipboardItem({ [type]: content })]).catch(failed);
  };
  return { save, copy, problem, dismiss: () => setProblem(null) };
}
