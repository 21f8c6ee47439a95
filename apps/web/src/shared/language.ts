/** The languages of the page, the first where a person's own is not among them. */
export const languages = ["en", "zh-TW"] as const;
export type Language = (typeof languages)[number];
