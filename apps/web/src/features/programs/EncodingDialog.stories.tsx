import type { Stories } from "../../catalogue/story.js";
import { createTranslation, type Translate } from "../../shared/translation.js";
import { EncodingDialog } from "./EncodingDialog.js";
import { encodingStrings } from "./encoding-strings.js";
import { programsStrings } from "./strings.js";

/** The dialog's own texts, in the language of the page's. */
function own(t: Translate): Translate {
  const language = t("programs.title") === programsStrings.en.programs.title ? "en" : "zh-TW";
  return createTranslation(language, encodingStrings[language]).t;
}

const readings = [
  { encoding: "big5", text: '# 功能測試\nprint("許功蓋")\n' },
  { encoding: "gbk", text: '# \u9704\u0443\u6d5c\u5ed7\nprint("\u9b62\u7530\u8e64")\n' },
] as const;

export const stories: Stories = [
  {
    name: "two readings",
    view: () => <EncodingDialog file={{ name: "server.py", readings }} onClose={() => {}} />,
    shows: (t) => [
      own(t)("encoding.title", { name: "server.py" }),
      own(t)("encoding.names.big5"),
      "功能測試",
      own(t)("encoding.open"),
    ],
  },
  {
    name: "no text",
    view: () => <EncodingDialog file={{ name: "server.pyc", readings: [] }} onClose={() => {}} />,
    shows: (t) => [own(t)("encoding.notText", { name: "server.pyc" })],
  },
];
