/** Characters of a caller's text that an error repeats: enough to recognize it, whatever was sent. */
const EXCERPT_LENGTH = 80;

/** The beginning of a text that comes from a caller, for an error message. */
export function excerpt(text: string): string {
  return text.length <= EXCERPT_LENGTH ? text : `${text.slice(0, EXCERPT_LENGTH - 1)}…`;
}

/** The same in quotes, with control characters escaped. */
export function quotedExcerpt(text: string): string {
  return JSON.stringify(excerpt(text));
}
