import type { Language } from "../../../shared/language.js";
import type { GalleryEntry } from "./gallery.js";

/** A text in the page's languages, as scenarios have it. */
export interface LocalText {
  readonly en: string;
  readonly "zh-TW"?: string | undefined;
}

/** The text of a language; English where there is none. */
export function textIn(language: Language, text: LocalText | undefined): string {
  return text?.[language] ?? text?.en ?? "";
}

export interface Gallery {
  readonly gallery: readonly GalleryEntry[];
  /** What topics are called. */
  readonly topics: Readonly<Record<string, LocalText>>;
}

export interface GalleryFilter {
  readonly query: string;
  /** Empty: any. */
  readonly topic: string;
  readonly level: string;
}

/** Entries that have all words of the query in their names, titles, summaries or topics, in any language; the easiest first. */
export function findEntries(
  { gallery, topics }: Gallery,
  { query, topic, level }: GalleryFilter,
): readonly GalleryEntry[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  return gallery
    .filter((entry) => {
      if (topic !== "" && !entry.topics.includes(topic)) return false;
      if (level !== "" && entry.level !== level) return false;
      const text = searched(entry, topics).toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .toSorted((a, b) => rank(a) - rank(b));
}

function searched({ name, title, summary, topics: names }: GalleryEntry, topics: Gallery["topics"]): string {
  const texts = [title, summary, ...names.map((topic) => topics[topic])];
  return [name, ...names, ...texts.flatMap((text) => [text?.en, text?.["zh-TW"]])].join(" ");
}

export const levels = ["beginner", "intermediate", "advanced"] as const;

const rank = ({ level }: GalleryEntry) => (level === undefined ? levels.length : levels.indexOf(level));
