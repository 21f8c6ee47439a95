const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** What XML 1.0 §2.2 has no character for, not even escaped. */
const NOT_IN_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/** Text as it can stand in an element or an attribute, of XML and of HTML. */
export function escapeXml(text: string): string {
  return text.replace(NOT_IN_XML, "\u{fffd}").replace(/[&<>"']/g, (character) => ESCAPES[character] ?? "");
}
