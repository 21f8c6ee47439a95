import type { Chapter } from "../../record/chapters/chapter.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useView } from "../time/public.js";
import { useChapterWords } from "./use-chapter-words.js";
import "./chapters.css";

/** Chapters that an outline names: more are reached from one to the next. */
const MAX_NAMED = 24;

interface ChapterOutlineProps {
  isShown(chapter: Chapter): boolean;
  onChoose(chapter: Chapter): void;
}

/** The chapters by name, in their order, to go to each. */
export function ChapterOutline({ isShown, onChoose }: ChapterOutlineProps) {
  const { t } = useTranslation();
  const words = useChapterWords();
  const chapters = useView().chapters.filter(({ chapter }) => isShown(chapter));
  if (chapters.length === 0) return null;
  return (
    <nav className="chapter-outline" aria-label={t("chapters.label")}>
      <ol>
        {chapters.slice(0, MAX_NAMED).map(({ chapter, then }) => {
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
        {chapters.length <= MAX_NAMED ? null : (
          <li className="dim">{t("chapters.more", { count: chapters.length - MAX_NAMED })}</li>
        )}
      </ol>
    </nav>
  );
}
