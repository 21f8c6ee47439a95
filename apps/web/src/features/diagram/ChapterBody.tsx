import { ChevronDown, ChevronRight } from "lucide-react";
import { chapterAt } from "../../record/chapters/chapter.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useChapterWords } from "../chapters/public.js";
import type { Row } from "./rows.js";

interface ChapterBodyProps {
  row: Extract<Row, { kind: "chapter" }>;
  /** The newest event that counts. */
  asOf: number;
  onToggle(): void;
}

/** A chapter's name and what happened in it; its rows fold away below. Nothing is said of it before it is known. */
export function ChapterBody({ row, asOf, onToggle }: ChapterBodyProps) {
  const { t } = useTranslation();
  const words = useChapterWords();
  const { chapter, isFolded } = row;
  const then = chapterAt(chapter, asOf);
  if (then === undefined) return null;
  const { title, sentence, letters } = words(chapter, then);
  const Icon = isFolded ? ChevronRight : ChevronDown;
  return (
    <span className={`chapter chapter-${then.kind}`} title={letters ?? sentence}>
      <button
        type="button"
        className="chapter-toggle"
        aria-expanded={!isFolded}
        aria-label={t(isFolded ? "chapters.unfold" : "chapters.fold", { title })}
        onClick={(event) => {
          event.stopPropagation();
          onToggle();
        }}
      >
        <Icon size={13} aria-hidden="true" />
      </button>
      <strong className="chapter-title">{title}</strong>
      <span className="chapter-sentence">{sentence}</span>
    </span>
  );
}
