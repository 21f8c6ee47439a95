import type { Chapter } from "../../record/chapters/chapter.js";
import type { RecordView } from "../../record/record-view.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useChapterWords } from "../chapters/public.js";
import { useMoment, useShown } from "../time/public.js";

/** Chapters that an outline names: more are reached from one to the next. */
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
  const chapters = view.chapters(from, MAX_NAMED);
  const more = view.chapterCount(from) - chapters.length;
  if (chapters.length === 0) return null;
  return (
    <nav className="chapter-outline" aria-label={t("chapters.label")}>
      <ol>
        {chapters.map(({ chapter, then }) => {
          const { title, sentence, letters } = words(chapter, then);
          return (
            <li key={chapter.id}>
              <button
                type="button"
                className={`chapter-item chapter-${then.kind}`}
                title={letters === null ? sentence : `${sentence}\n${letters}`}
                onClick={() => onChoose(chapter)}
              >
                {title}
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
  const kinds = view.chapters(from, MAX_NAMED).map(({ chapter, then }) => {
    return `${chapter.id} ${then.kind} ${then.isComplete}`;
  });
  return `${kinds.join()} ${view.chapterCount(from)}`;
}
