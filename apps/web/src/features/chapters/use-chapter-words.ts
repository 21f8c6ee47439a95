import { useCallback } from "react";
import type { Chapter, ChapterThen } from "../../record/chapters/chapter.js";
import { useRecord } from "../../record/record-context.js";
import { useTranslation } from "../../shared/translation-context.js";
import { type ChapterWords, chapterWords } from "./chapter-words.js";
// The colours of chapters, wherever they are named.
import "./chapters.css";

/** Chapters in the page's language. */
export function useChapterWords(): (chapter: Chapter, then: ChapterThen) => ChapterWords {
  const translation = useTranslation();
  const { record } = useRecord();
  return useCallback(
    (chapter, then) =>
      chapterWords(chapter, then, {
        translation,
        record,
        nameOfLane: (lane) => record.lanes[lane]?.name ?? translation.t("programs.nobodyThere"),
      }),
    [translation, record],
  );
}
