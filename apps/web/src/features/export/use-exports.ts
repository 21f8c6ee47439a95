import type { LabKey } from "@sockpit/client";
import { CallFailure } from "@sockpit/protocol";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useApp } from "../../app/app-context.js";
import { saveFile } from "../../shared/save-file.js";
import { rowsUpTo } from "../diagram/rows.js";
import { useLaneNames } from "../diagram/use-lane-names.js";
import { diagramMermaid } from "./export-mermaid.js";
import { diagramSvg, type ExportOptions, rowsWithin } from "./export-svg.js";
import { readPalette } from "./read-palette.js";
import { MAX_PNG_SIDE, svgToPng } from "./svg-to-png.js";
import { exportWords } from "./translate-words.js";

export const exportKinds = ["svg", "png", "mermaid", "pcapng", "trace"] as const;
export type ExportKind = (typeof exportKinds)[number];

interface Exports {
  /** Makes a file and gives it to the person. */
  save(kind: ExportKind): void;
  /** Why the last one failed. */
  problem: string | null;
  dismiss(): void;
}

/** What can be taken out of the page: the diagram as it is shown now, and the lab's own records. */
export function useExports(): Exports {
  const { t, i18n } = useTranslation();
  const app = useApp();
  const { programOfLane, nameOfLane } = useLaneNames(app.diagram.log.lanes);
  const [problem, setProblem] = useState<string | null>(null);

  const options = (): ExportOptions => {
    const { rows, lanes, hasRelativeNumbers } = app.diagram.store.getState();
    const { moment } = app.moment.store.getState();
    const asOf = moment.kind === "past" ? moment.seq : null;
    return {
      rows: rowsUpTo(rows, asOf),
      lanes,
      log: app.diagram.log,
      hasRelativeNumbers,
      asOf,
      words: exportWords(t),
      nameOfLane,
      colourOfLane: (lane) => programOfLane(lane)?.colour,
    };
  };
  const look = () => ({ palette: readPalette(), language: i18n.language });
  const ofLab = async <T>(read: (key: LabKey) => Promise<T>) => read(await app.session.whenOpen());

  const files: Record<ExportKind, () => Promise<[string, Blob]>> = {
    svg: async () => {
      const { svg } = diagramSvg({ ...options(), ...look() });
      return ["svg", new Blob([svg], { type: "image/svg+xml" })];
    },
    png: async () => {
      const picture = diagramSvg({ ...options(), ...look(), maxRows: rowsWithin(MAX_PNG_SIDE) });
      return ["png", await svgToPng(picture)];
    },
    mermaid: async () => ["mmd", new Blob([diagramMermaid(options()).text], { type: "text/plain" })],
    pcapng: async () => ["pcapng", new Blob([await ofLab((key) => app.records.capture(key))])],
    trace: async () => ["ndjson", new Blob([await ofLab((key) => app.records.traceText(key))])],
  };
  const save = (kind: ExportKind) => {
    setProblem(null);
    const lab = app.session.store.getState().key?.lab ?? "lab";
    files[kind]().then(
      ([ending, content]) => saveFile(`sockpit-${lab}.${ending}`, content),
      (error: unknown) => {
        const message = error instanceof CallFailure ? error.error.message : String(error);
        setProblem(t("diagram.export.failed", { message }));
      },
    );
  };
  return { save, problem, dismiss: () => setProblem(null) };
}
