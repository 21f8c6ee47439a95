import { inBothLanguages } from "../../shared/in-both-languages.js";
import { type Translation, withTexts } from "../../shared/translation.js";

declare module "../../shared/translation.js" {
  interface PageTexts extends PacketTexts {}
}

type PacketTexts = (typeof packetStrings)["en"];

/** What the details of a packet say, fetched with them: keys begin with "packetDetail.". */
export const packetStrings = inBothLanguages({
  en: {
    packetDetail: {
      label: "The selected packet",
      close: "Close the details",
      number: "packet {{number}}",
      flags: "flags",
      seq: "sequence number",
      ack: "acknowledgement",
      relative: "{{number}} from the beginning",
      window: "window",
      options: "options",
      payload: "payload",
      tls: "TLS records",
      moreRecords_one: "and {{count}} more",
      moreRecords_other: "and {{count}} more",
      length: "length",
      bytes_one: "{{count}} byte",
      bytes_other: "{{count}} bytes",
      sentBy: "sent by",
      received: "received by",
      kernel: "the kernel itself",
      neighbour: "message",
      asks: "question",
      answers: "answer",
      wantedAddress: "address asked for",
      foundAddress: "address",
      macOf: "MAC address of {{address}}",
    },
  },
  "zh-TW": {
    packetDetail: {
      label: "選取的封包",
      close: "關閉詳細資料",
      number: "封包 {{number}}",
      flags: "旗標",
      seq: "序號",
      ack: "確認號碼（ACK）",
      relative: "從開頭算起是 {{number}}",
      window: "視窗",
      options: "選項",
      payload: "資料",
      tls: "TLS 紀錄",
      moreRecords_one: "還有 {{count}} 個",
      moreRecords_other: "還有 {{count}} 個",
      length: "長度",
      bytes_one: "{{count}} 個位元組",
      bytes_other: "{{count}} 個位元組",
      sentBy: "送出的呼叫",
      received: "收到的呼叫",
      kernel: "核心自己",
      neighbour: "訊息",
      asks: "詢問",
      answers: "回答",
      wantedAddress: "詢問的位址",
      foundAddress: "位址",
      macOf: "{{address}} 的 MAC 位址",
    },
  },
});

const known = new WeakMap<Translation, Translation>();

/** The page's texts with those of a packet's details. */
export function withPacketTexts(page: Translation): Translation {
  const before = known.get(page);
  if (before !== undefined) return before;
  const made = withTexts(page, "packetDetail.", packetStrings[page.language]);
  known.set(page, made);
  return made;
}
