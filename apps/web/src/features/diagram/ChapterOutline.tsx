import type { Chapter } from "../../record/chapters/chapter.js";
import type { RecordView } from "../../record/record-view.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useChapterWords } from "../chapters/public.js";
import { useMoment, useShown } from "../time/public.js";
import { outlineOf } from "./outline.js";

/** Chapters that an outline reads, and places that it names: more are reached from one to the next. */
const MAX_READ = 100;
const MAX_NAMED = 24;

/** The chapters of the run that is shown, by name, in their order, to go to each. */
export function ChapterOutline({ onChoose }: { onChoose(chapter: Chapter): void }) {
  const { t } = useTranslation();
  const words = useChapterWords();
  const moment = useMoment();
  // What is known of them changes with every event; their names do not.
  useShown(stampOf);
  const view = moment.shown.getState();
  const from = runOf(view);
  const items = outlineOf(view.chapters(from, MAX_READ)).slice(0, MAX_NAMED);
  if (items.length === 0) return null;
  const more = items.reduce((rest, { count }) => rest - count, view.chapterCount(from));
  return (
    <nav className="chapter-outline" aria-label={t("chapters.label")}>
      <ol>
        {items.map(({ chapter, then, count, hasTwin }) => {
          const { title, opener, sentence, letters } = words(chapter, then);
          const name = hasTwin ? t("chapters.by", { title, opener }) : title;
          return (
            <li key={chapter.id}>
              <button
                type="button"
                className={`chapter-item chapter-${then.kind}`}
                title={letters === null ? sentence : `${sentence}\n${letters}`}
                onClick={() => onChoose(chapter)}
              >
                {count === 1 ? name : t("chapters.times", { title, count })}
              </button>
            </li>
          );
        })}
        {more === 0 ? null : <li className="dim">{t("chapters.more", { count: more })}</li>}
      </ol>
    </nav>
  );
}

/** The first event of the run that is shown. */
function runOf({ record, seq }: RecordView): number {
  return record.runs.at(seq)?.start.seq ?? 0;
}

function stampOf(view: RecordView): string {
  const from = runOf(view);
  const kinds = view.chapters(from, MAX_READ).map(({ chapter, then }) => {
    return `${chapter.id} ${then.kind} ${then.isComplete}`;
  });
  return `${kinds.join()} ${view.chapterCount(from)}`;
}
