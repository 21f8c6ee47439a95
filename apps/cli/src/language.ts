import type { LocalText } from "@sockpit/protocol/scenario";

/** What locale(7) looks at, in its order. */
const locale = ["LC_ALL", "LC_MESSAGES", "LANG"].map((name) => process.env[name]).find(Boolean) ?? "";
const isChinese = /^zh[_-](?:TW|HK|Hant)/i.test(locale);

/** A text in the reader's language. */
export function inLanguage({ en, "zh-TW": inChinese }: LocalText): string {
  return isChinese ? (inChinese ?? en) : en;
}
