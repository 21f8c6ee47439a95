import { inBothLanguages } from "../../shared/in-both-languages.js";

declare module "../../shared/translation.js" {
  interface PageTexts extends EncodingTexts {}
}

type EncodingTexts = (typeof encodingStrings)["en"];

/** The texts of the dialog that asks for an encoding, fetched with it: keys begin with "encoding.". */
export const encodingStrings = inBothLanguages({
  en: {
    encoding: {
      title: "{{name}} is not UTF-8",
      about:
        "It has no coding line that says how it is encoded, such as # -*- coding: big5 -*- in its first line. Choose the reading in which its text is right.",
      choose: "Read it as",
      preview: "Text as it is read",
      names: {
        big5: "Big5 (Traditional Chinese)",
        gbk: "GBK (Simplified Chinese)",
        shift_jis: "Shift_JIS (Japanese)",
        "euc-kr": "EUC-KR (Korean)",
        "windows-1252": "Windows-1252 (Western European)",
      },
      kept: "The program is kept as UTF-8 here. The file on your computer does not change.",
      open: "Open",
      skip: "Do not open",
      notText: "{{name}} is not a text file",
      notTextAbout: "A program is a text file, such as server.py. No program was added.",
    },
  },
  "zh-TW": {
    encoding: {
      title: "{{name}} 不是 UTF-8",
      about: "檔案裡沒有說明編碼的那一行，例如第一行的 # -*- coding: big5 -*-。請選擇文字顯示正確的讀法。",
      choose: "讀取方式",
      preview: "讀出的文字",
      names: {
        big5: "Big5（繁體中文）",
        gbk: "GBK（簡體中文）",
        shift_jis: "Shift_JIS（日文）",
        "euc-kr": "EUC-KR（韓文）",
        "windows-1252": "Windows-1252（西歐）",
      },
      kept: "程式在這裡以 UTF-8 保存。你電腦上的檔案不會改變。",
      open: "開啟",
      skip: "不開啟",
      notText: "{{name}} 不是文字檔",
      notTextAbout: "程式是文字檔，例如 server.py。沒有新增程式。",
    },
  },
});
