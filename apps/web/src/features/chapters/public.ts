/** What other features use of this one. */
export { useChapterWords } from "./use-chapter-words.js";
