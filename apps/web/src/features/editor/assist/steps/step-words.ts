import type { Language } from "../../../../shared/language.js";

/** What steps have besides calls: docs/scenarios.md. */
interface StepWord {
  readonly label: string;
  readonly detail: string;
  readonly meaning: Readonly<Record<Language, string>>;
}

/** At the beginning of a step. */
export const statements: readonly StepWord[] = [
  {
    label: "print(",
    detail: "values)",
    meaning: { en: "Prints values, with spaces between them.", "zh-TW": "印出各個值，以空格隔開。" },
  },
  {
    label: "sleep(",
    detail: "seconds)",
    meaning: { en: "Waits for so many seconds.", "zh-TW": "等候這麼多秒。" },
  },
  {
    label: "for i in range(",
    detail: "n):",
    meaning: {
      en: "Repeats the indented lines below n times; i counts from 0.",
      "zh-TW": "把下面縮排的幾行重複 n 次；i 從 0 數起。",
    },
  },
  {
    label: "after ",
    detail: "server.listen",
    meaning: {
      en: "Waits until another program has made a call, or until something is observed: after state server.s LISTEN",
      "zh-TW": "等到另一支程式完成某個呼叫，或觀察到某件事：after state server.s LISTEN",
    },
  },
];

/** Within a step. */
export const functions: readonly StepWord[] = [
  {
    label: "len(",
    detail: "value)",
    meaning: { en: "How many bytes, characters or items it has.", "zh-TW": "位元組、字元或項目的個數。" },
  },
  {
    label: "hex(",
    detail: '"16 03 01")',
    meaning: { en: "Bytes by their hexadecimal digits.", "zh-TW": "以十六進位數字寫出的位元組。" },
  },
  {
    label: "file(",
    detail: '"data.bin")',
    meaning: { en: "The bytes of a file of the project.", "zh-TW": "專案裡一個檔案的位元組。" },
  },
  {
    label: "struct.pack(",
    detail: '"!H", 443)',
    meaning: { en: "Numbers as the bytes of a header.", "zh-TW": "把數字包成標頭的位元組。" },
  },
  {
    label: "struct.unpack(",
    detail: '"!H", data)',
    meaning: {
      en: "The numbers in the bytes of a header, as a tuple.",
      "zh-TW": "標頭位元組裡的數字，是一個 tuple。",
    },
  },
];

/** Behind a call. */
export const endings: readonly StepWord[] = [
  {
    label: "raises ",
    detail: "TimeoutError",
    meaning: {
      en: "The call must end with this exception, or this errno.",
      "zh-TW": "這個呼叫必須以這個例外或 errno 結束。",
    },
  },
  {
    label: "with timeout ",
    detail: "2s",
    meaning: { en: "The call may take so long at most.", "zh-TW": "這個呼叫最多可以花這麼久。" },
  },
];
