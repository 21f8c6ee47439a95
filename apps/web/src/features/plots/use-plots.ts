import { formatEndpoint } from "@sockpit/protocol";
import { useMemo, useState } from "react";
import { useRecord } from "../../record/record-context.js";
import { useAtMostEvery } from "../../shared/use-at-most-every.js";
import { useModel } from "../../shared/use-model.js";
import { PlotBook, type SendingSide } from "./plot-book.js";
import { usePlotTexts } from "./use-plot-texts.js";

/** How often plots are drawn anew while events come. */
const DRAW_MS = 250;

/** The sides that can be plotted, and the one that is: what a person has chosen, else the busiest. */
export function usePlots() {
  const record = useRecord();
  const { record: lab } = record;
  const view = useAtMostEvery(
    DRAW_MS,
    useModel(record.store, (state) => state),
  );
  const book = useMemo(() => new PlotBook(lab.events), [lab]);
  const sides = useMemo(() => {
    book.update();
    return book.sides;
  }, [book, view]);
  const [chosen, choose] = useState<string | null>(null);
  const side = sides.find(({ socket }) => socket === chosen) ?? sides[0];
  return { lab, sides, side, choose, version: view };
}

/** What a side is called: its program, and both of its ends. */
export function useSideNames(): (side: SendingSide) => string {
  const t = usePlotTexts();
  const { record } = useRecord();
  return ({ socket, segments }) => {
    const known = record.findSocket(socket);
    const entry = record.findPacket(segments[0]?.packet ?? 0);
    const packet = entry?.packet;
    const name = entry === undefined ? undefined : record.lanes[entry.fromLane]?.name;
    const local = formatEndpoint(known?.local ?? packet?.source ?? null);
    const peer = formatEndpoint(known?.peer ?? packet?.destination ?? null);
    const ends = { local: local ?? "?", peer: peer ?? "?" };
    return t("plots.side", {
      name: name ?? known?.host ?? packet?.wire?.from ?? t("plots.unnamed", { id: socket }),
      ...ends,
    });
  };
}
