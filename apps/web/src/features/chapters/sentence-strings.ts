import { inBothLanguages } from "../../shared/in-both-languages.js";
import { type Translation, withTexts } from "../../shared/translation.js";

declare module "../../shared/translation.js" {
  interface PageTexts extends ChapterSentences {}
}

type ChapterSentences = (typeof chapterSentences)["en"];

/** What chapters say, fetched with the first that is shown: keys begin with "chapterSentences.". */
export const chapterSentences = inBothLanguages({
  en: {
    chapterSentences: {
      address: "{{name}}:{{port}}",
      withPort: "{{name}} (port {{port}})",
      handshake: "{{from}} opens a connection to {{to}} in {{packets}} packets",
      handshakeOpen: "{{from}} asks {{to}} for a connection: {{packets}} of 3 packets so far",
      handshakeBoth: "{{from}} and {{to}} open the same connection at the same time, in {{packets}} packets",
      handshakeItself:
        "{{from}} connects to its own port: its SYN meets itself, so it opens the connection from both ends at once, in {{packets}} packets",
      letters:
        "{{client}} sends SYN with its initial sequence number A = {{a}}; {{server}} answers SYN-ACK with its own B = {{b}} and acknowledges A+1 = {{a1}}; {{client}} acknowledges B+1 = {{b1}}",
      tls: "{{from}} and {{to}} agree on {{version}} with {{cipher}}, in {{packets}} segments",
      tlsOpen: "{{from}} begins TLS with {{to}}, which has not answered yet",
      tlsOpenNamed: "{{from}} begins TLS with {{to}} and asks for {{serverName}}; there is no answer yet",
      tlsFailed: "{{from}} and {{to}} do not come to an agreement: the alert says {{alert}}",
      tlsFailedEncrypted: "{{from}} refuses what {{to}} shows, in an encrypted alert",
      data: "{{from}} sends {{forth}} to {{to}}, in {{packets}} segments",
      dataBoth: "{{from}} sends {{forth}}, {{to}} sends {{back}}, in {{packets}} segments",
      dataRepeated: "{{data}}; {{repeated}} of them are sent again",
      callsData: "{{from}} sends {{forth}} to {{to}}",
      callsDataBoth: "{{from}} sends {{forth}}, {{to}} sends {{back}}",
      closing: "{{from}} closes first, then {{to}}: FIN and ACK each way, {{packets}} packets",
      closingBoth: "{{from}} and {{to}} close at the same time: FIN and ACK each way, {{packets}} packets",
      closingItself: "{{from}} closes both directions at once: its FIN comes back to itself",
      closingHalf: "{{from}} has closed its direction; {{to}} can still send",
      closingCut: "{{from}} closes its direction; {{to}} never closes its own in order",
      callsClosing: "{{from}} closes first, then {{to}}",
      callsClosingHalf: "{{from}} closes: {{to}} reads what is left, and then the end of the stream",
      refused:
        "{{from}} asks for port {{port}}, where nobody is listening: the kernel answers its SYN with RST",
      reset:
        "{{from}} breaks the connection off with RST: what {{to}} has not received yet is lost, and its next call fails",
      retransmission:
        "{{from}} sends {{bytes}} again, {{after}} after the first time, because no acknowledgement came until the timer ended",
      retransmissionLost:
        "{{from}} sends {{bytes}} again, {{after}} after the first time, which was lost on the wire: no acknowledgement came until the timer ended",
      retransmissionProbe:
        "{{from}} sends {{bytes}} again, {{after}} after the first time: a probe, since nothing behind them could show whether they arrived",
      retransmissionFast:
        "{{from}} sends {{bytes}} again, {{after}} after the first time: repeated acknowledgements show that they are missing",
      lostOnWire_one: "{{sentence}}; {{count}} packet is lost on the wire",
      lostOnWire_other: "{{sentence}}; {{count}} packets are lost on the wire",
      retransmissionFull:
        "{{from}} sends {{bytes}} again, {{after}} after the first time: the accept queue of {{to}} is full ({{length}} of {{capacity}}), so the kernel drops what comes for a new connection",
      retransmissionMany: "{{sentence}} ({{repeated}} times)",
      queueFull:
        "The accept queue of {{to}} is full ({{length}} of {{capacity}}): the kernel drops the SYN of {{from}}, which is sent again until there is room",
      datagrams_one: "{{from}} sends {{count}} datagram ({{forth}}) to {{to}}",
      datagrams_other: "{{from}} sends {{count}} datagrams ({{forth}}) to {{to}}",
      datagramsBoth:
        "{{from}} and {{to}} send each other {{packets}} datagrams: {{forth}} there, {{back}} back",
      datagramsDropped: "{{sentence}}; {{dropped}} of them are dropped, because its receive queue is full",
      datagramsRefused: "{{sentence}}, where nobody has the port: the kernel answers with an ICMP error",
      connecting: "{{from}} connects to {{to}}; such a connection has no packets to see",
    },
  },
  "zh-TW": {
    chapterSentences: {
      address: "{{name}}:{{port}}",
      withPort: "{{name}}（埠 {{port}}）",
      handshake: "{{from}} 用 {{packets}} 個封包和 {{to}} 建立連線",
      handshakeOpen: "{{from}} 請求和 {{to}} 建立連線：3 個封包目前有 {{packets}} 個",
      handshakeBoth: "{{from}} 和 {{to}} 同時開啟同一條連線，共 {{packets}} 個封包",
      handshakeItself:
        "{{from}} 連到自己的埠：它的 SYN 遇到自己，等於兩端同時開啟連線，共 {{packets}} 個封包",
      letters:
        "{{client}} 送出 SYN，帶著自己的起始序號 A = {{a}}；{{server}} 回應 SYN-ACK，帶著自己的起始序號 B = {{b}}，並確認 A+1 = {{a1}}；{{client}} 再確認 B+1 = {{b1}}",
      tls: "{{from}} 和 {{to}} 約定使用 {{version}} 與 {{cipher}}，共 {{packets}} 個區段",
      tlsOpen: "{{from}} 開始和 {{to}} 進行 TLS 交握，還沒有收到回應",
      tlsOpenNamed: "{{from}} 開始和 {{to}} 進行 TLS 交握，指名要找 {{serverName}}，還沒有收到回應",
      tlsFailed: "{{from}} 和 {{to}} 沒有達成協議：警示的內容是 {{alert}}",
      tlsFailedEncrypted: "{{from}} 拒絕了 {{to}} 出示的內容，並送出加密的警示",
      data: "{{from}} 傳送 {{forth}} 給 {{to}}，共 {{packets}} 個區段",
      dataBoth: "{{from}} 傳送 {{forth}}，{{to}} 傳送 {{back}}，共 {{packets}} 個區段",
      dataRepeated: "{{data}}，其中 {{repeated}} 個是重傳",
      callsData: "{{from}} 傳送 {{forth}} 給 {{to}}",
      callsDataBoth: "{{from}} 傳送 {{forth}}，{{to}} 傳送 {{back}}",
      closing: "{{from}} 先關閉，接著 {{to}} 關閉：兩個方向各有 FIN 和 ACK，共 {{packets}} 個封包",
      closingBoth: "{{from}} 和 {{to}} 同時關閉：兩個方向各有 FIN 和 ACK，共 {{packets}} 個封包",
      closingItself: "{{from}} 同時關閉兩個方向：它的 FIN 回到自己",
      closingHalf: "{{from}} 已經關閉自己的方向；{{to}} 還可以傳送",
      closingCut: "{{from}} 關閉了自己的方向；{{to}} 沒有正常關閉另一個方向",
      callsClosing: "{{from}} 先關閉，接著 {{to}} 關閉",
      callsClosingHalf: "{{from}} 關閉：{{to}} 讀完剩下的資料，就會讀到串流結束",
      refused: "{{from}} 想連到埠 {{port}}，但那裡無人監聽：核心用 RST 回應它的 SYN",
      reset: "{{from}} 用 RST 中斷連線：{{to}} 還沒收到的資料就此遺失，它的下一個呼叫會失敗",
      retransmission: "{{from}} 重新傳送 {{bytes}}，距離第一次 {{after}}，因為直到計時器到期都沒有收到確認",
      retransmissionLost:
        "{{from}} 重新傳送 {{bytes}}，距離第一次 {{after}}：第一次的封包在線路上遺失，直到計時器到期都沒有收到確認",
      retransmissionProbe:
        "{{from}} 重新傳送 {{bytes}}，距離第一次 {{after}}：這是探測，因為後面沒有別的區段能顯示它們是否到達",
      retransmissionFast: "{{from}} 重新傳送 {{bytes}}，距離第一次 {{after}}：重複的確認顯示這一段沒有到達",
      lostOnWire_one: "{{sentence}}；有 {{count}} 個封包在線路上遺失",
      lostOnWire_other: "{{sentence}}；有 {{count}} 個封包在線路上遺失",
      retransmissionFull:
        "{{from}} 重新傳送 {{bytes}}，距離第一次 {{after}}：{{to}} 的 accept 佇列已滿（{{length}} / {{capacity}}），核心因此丟棄新連線送來的封包",
      retransmissionMany: "{{sentence}}（共 {{repeated}} 次）",
      queueFull:
        "{{to}} 的 accept 佇列已滿（{{length}} / {{capacity}}）：核心丟棄 {{from}} 的 SYN，它會一再重傳，直到有空位",
      datagrams_one: "{{from}} 傳送 {{count}} 個資料報（{{forth}}）給 {{to}}",
      datagrams_other: "{{from}} 傳送 {{count}} 個資料報（{{forth}}）給 {{to}}",
      datagramsBoth: "{{from}} 和 {{to}} 互相傳送 {{packets}} 個資料報：去 {{forth}}，回 {{back}}",
      datagramsDropped: "{{sentence}}；其中 {{dropped}} 個因為接收佇列已滿而被丟棄",
      datagramsRefused: "{{sentence}}，但那個埠沒有人使用：核心回應 ICMP 錯誤",
      connecting: "{{from}} 連線到 {{to}}；這種連線看不到封包",
    },
  },
});

const known = new WeakMap<Translation, Translation>();

/** The page's texts with those of chapters. */
export function withChapterTexts(page: Translation): Translation {
  const before = known.get(page);
  if (before !== undefined) return before;
  const made = withTexts(page, "chapterSentences.", chapterSentences[page.language]);
  known.set(page, made);
  return made;
}
