/** What other features use of this one. */
export { ChapterOutline } from "./ChapterOutline.js";
export { useChapterWords } from "./use-chapter-words.js";
