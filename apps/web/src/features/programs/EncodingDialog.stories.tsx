import type { Stories } from "../../catalogue/story.js";
import { EncodingDialog } from "./EncodingDialog.js";

const readings = [
  { encoding: "big5", text: '# 功能測試\nprint("許功蓋")\n' },
  { encoding: "gbk", text: '# \u9704\u0443\u6d5c\u5ed7\nprint("\u9b62\u7530\u8e64")\n' },
] as const;

export const stories: Stories = [
  {
    name: "two readings",
    view: () => <EncodingDialog file={{ name: "server.py", readings }} onClose={() => {}} />,
    shows: (t) => [
      t("programs.encoding.title", { name: "server.py" }),
      t("programs.encoding.names.big5"),
      "功能測試",
      t("programs.encoding.open"),
    ],
  },
  {
    name: "no text",
    view: () => <EncodingDialog file={{ name: "server.pyc", readings: [] }} onClose={() => {}} />,
    shows: (t) => [t("programs.encoding.notText", { name: "server.pyc" })],
  },
];
