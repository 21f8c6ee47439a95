import { inBothLanguages } from "../../shared/in-both-languages.js";

declare module "../../shared/translation.js" {
  interface PageTexts extends HostTexts {}
}

type HostTexts = (typeof hostStrings)["en"];

/** Fetched where a lab has a wire: keys begin with "hosts.". */
export const hostStrings = inBothLanguages({
  en: {
    hosts: {
      of: "Host of {{name}}",
      ofPeer: "Host of this end, from its next connection on",
      runs: "{{name}} runs on {{host}} until it ends",
    },
  },
  "zh-TW": {
    hosts: {
      of: "{{name}} 的主機",
      ofPeer: "這一端的主機，從下一次連線起",
      runs: "{{name}} 正在 {{host}} 上執行，結束後才能換主機",
    },
  },
});
