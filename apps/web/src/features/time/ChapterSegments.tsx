import { useRef } from "react";
import { useRecord } from "../../record/record-context.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { useChapterWords } from "../chapters/public.js";
import { useMoment } from "./moment-context.js";
import { placeSegments } from "./segment-places.js";
import { useWidth } from "./use-width.js";

/** The newest run's chapters above the line of time, by name: a press goes to where one begins. */
export function ChapterSegments({ fractionOf }: { fractionOf(atUs: number): number }) {
  const { t } = useTranslation();
  const box = useRef<HTMLUListElement>(null);
  const width = useWidth(box);
  const model = useMoment();
  const view = useModel(useRecord().store, (newest) => newest);
  const moment = useModel(model.store, (state) => state.moment);
  const words = useChapterWords();
  const runSeq = view.record.runs.latest?.start.seq ?? 0;
  const seq = moment.kind === "past" ? moment.seq : null;
  const chapters = view.chapters
    .filter(({ chapter }) => chapter.start.seq >= runSeq)
    .map(({ chapter, then }) => ({ chapter, then, ...words(chapter, then) }));
  const places = placeSegments(
    chapters.map(({ chapter, then, title }) => ({
      from: fractionOf(chapter.start.at),
      to: fractionOf(then.last.at),
      name: title,
    })),
    width,
  );
  return (
    <ul ref={box} className="scrubber-chapters" aria-label={t("chapters.label")}>
      {chapters.slice(0, places.length).map(({ chapter, then, title, sentence }, index) => {
        const place = places[index];
        if (place === undefined) return null;
        const isNow = seq !== null && chapter.start.seq <= seq && seq <= then.last.seq;
        return (
          <li key={chapter.id} style={{ left: place.x, width: place.width }}>
            <button
              type="button"
              className={`chapter-segment chapter-${then.kind}`}
              aria-label={t("time.goToChapter", { title, sentence })}
              aria-current={isNow ? "step" : undefined}
              title={`${title}: ${sentence}`}
              onClick={() => model.goTo(chapter.since)}
            >
              {place.hasName ? title : ""}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
