import { memo, useRef } from "react";
import { useRecord } from "../../record/record-context.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useAtMostEvery } from "../../shared/use-at-most-every.js";
import { useModel } from "../../shared/use-model.js";
import { useChapterWords } from "../chapters/public.js";
import { fractionOf } from "./fraction-of.js";
import { useMoment } from "./moment-context.js";
import { placeSegments } from "./segment-places.js";
import { useWidth } from "./use-width.js";

/** More would be narrower than a pointer hits. */
const MAX_SEGMENTS = 60;

/** A line that grows is drawn again this often at most: every segment moves. */
const REDRAW_MS = 250;

/** The newest run's chapters above the line of time, by name: a press goes to where one begins. */
export function ChapterSegments() {
  const seq = useModel(useRecord().store, (view) => view.seq);
  return <Segments seq={useAtMostEvery(REDRAW_MS, seq)} />;
}

/** `seq`: the newest event that counts. */
const Segments = memo(function Segments({ seq }: { seq: number }) {
  const { t } = useTranslation();
  const box = useRef<HTMLUListElement>(null);
  const width = useWidth(box);
  const model = useMoment();
  const { store, record } = useRecord();
  const { moment } = useModel(model.store, (state) => state);
  const words = useChapterWords();
  const shown = moment.kind === "past" ? moment.seq : null;
  const chapters = store
    .getState()
    .chapters(record.runs.at(seq)?.start.seq ?? 0, MAX_SEGMENTS)
    .map(({ chapter, then }) => ({ chapter, then, ...words(chapter, then) }));
  const places = placeSegments(
    chapters.map(({ chapter, then, title }) => ({
      from: fractionOf(model, chapter.start.at),
      to: fractionOf(model, then.last.at),
      name: title,
    })),
    width,
  );
  return (
    <ul ref={box} className="scrubber-chapters" aria-label={t("chapters.label")}>
      {chapters.slice(0, places.length).map(({ chapter, then, title, sentence }, index) => {
        const place = places[index];
        if (place === undefined) return null;
        const isNow = shown !== null && chapter.start.seq <= shown && shown <= then.last.seq;
        return (
          <li key={chapter.id} style={{ left: place.x, width: place.width }}>
            <button
              type="button"
              className={`chapter-segment chapter-${then.kind}`}
              aria-label={t("time.goToChapter", { title, sentence })}
              aria-current={isNow ? "step" : undefined}
              title={sentence}
              onClick={() => model.goTo(chapter.since)}
            >
              {place.hasName ? title : ""}
            </button>
          </li>
        );
      })}
    </ul>
  );
});
