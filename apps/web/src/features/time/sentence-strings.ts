import { inBothLanguages } from "../../shared/in-both-languages.js";
import { type Translation, withTexts } from "../../shared/translation.js";

declare module "../../shared/translation.js" {
  interface PageTexts extends SentenceTexts {}
}

type SentenceTexts = (typeof sentenceStrings)["en"];

/** What events say, fetched with the first that is said: keys begin with "sentences.". */
export const sentenceStrings = inBothLanguages({
  en: {
    sentences: {
      processStarted: "{{name}} starts as process {{pid}}",
      calls: "{{name}} calls {{call}}",
      callsInLine: "{{name}} calls {{call}} in line {{line}}",
      purposes: {
        opens: "it asks the kernel for a socket",
        binds: "it gives its socket this address, where others can find it",
        listens: "its socket takes connections from now on; so many may wait for accept()",
        accepts: "it takes the next connection that has been made, and gets a socket of its own for it",
        connects: "it asks the kernel to open a connection there",
        sends: "it gives these bytes to the kernel, which sends them",
        receives: "it asks for what has arrived, at most so many bytes",
        closes: "it has done with this socket; the kernel ends the connection",
        shutsDown: "it ends a direction of the connection",
      },
      waits: {
        accepts: "{{command}}() of {{name}} waits: no client has connected yet",
        connects: "{{command}}() of {{name}} waits: the handshake is under way",
        receives: "{{command}}() of {{name}} waits: nothing has arrived yet",
        sends: "{{command}}() of {{name}} waits: the kernel has no room for more bytes",
        other: "{{command}}() of {{name}} waits",
      },
      returned: "{{command}}() of {{name}} returns {{result}}",
      afterWaiting: "{{said}} after waiting {{duration}}",
      wokenBy: "{{said}} after waiting {{duration}}, because packet {{packet}} came",
      failed: "{{command}}() of {{name}} fails with {{why}}",
      output: "{{name}} prints “{{text}}”",
      lookup: "{{name}} looks a name up: {{call}} gives {{answers}}",
      lookupFailed: "{{name}} looks a name up: {{call}} fails with {{why}}",
      syn: "{{from}} sends SYN to port {{port}}: it asks for a connection, and counts its bytes from A = {{seq}}",
      synAck:
        "The kernel of {{from}} answers SYN-ACK: it agrees, counts its own bytes from B = {{seq}}, and expects A+1 = {{ack}} next",
      handshakeAck:
        "The kernel of {{from}} answers ACK: it expects B+1 = {{ack}} next, so both sides know the other's number",
      data: "{{from}} sends {{count}} bytes to {{to}}, from number {{relativeSeq}} on: “{{text}}”",
      tls: "{{from}} sends {{count}} bytes of TLS to {{to}}: {{records}}",
      ack: "The kernel of {{from}} acknowledges all {{acked}} bytes up to now: it expects number {{relativeAck}} next",
      fin: "{{from}} sends FIN: it will send no more bytes. Its number is {{relativeSeq}}, and it acknowledges all before {{relativeAck}}",
      rst: "RST from port {{fromPort}} to {{to}}: there is no such connection, or no longer",
      again: "Sent again, because no acknowledgement came: {{said}}",
      datagram: "{{from}} sends a datagram of {{count}} bytes to port {{port}}",
      datagramDropped:
        "{{from}} sends a datagram of {{count}} bytes to port {{port}}; the kernel drops it, because the receive queue is full",
      icmp: "The kernel answers {{to}} with ICMP: {{name}}",
      icmpSent: "The kernel of {{host}} sends ICMPv6: {{name}}",
      neighbour: {
        asks: "The kernel of {{host}} asks on the wire which MAC address belongs to {{address}}, before it can send there ({{protocol}})",
        answers:
          "The kernel of {{host}} answers that {{address}} is at {{mac}}: now a frame can be addressed to it ({{protocol}})",
      },
      wire: {
        set: "The wire is set: {{parts}}",
        isSet: "The wire is set",
        unchanged: "The wire is set to what it was",
        inDirection: "{{says}} ({{from}} → {{to}})",
        comma: ", ",
        ruleAdded: "rule {{id}} added",
        ruleRemoved: "rule {{id}} removed",
        on: "on",
        off: "off",
        none: "none",
        delayMs: "delay {{value}}",
        jitterMs: "jitter {{value}}",
        rateBitsPerSecond: "rate {{value}}",
        queueBytes: "queue {{value}}",
        lossShare: "loss at random {{value}}",
        lossEveryNth: "loss of every n-th: {{value}}",
        lossBurst: "loss in bursts: {{value}}",
        duplicateShare: "duplicated {{value}}",
        reorderShare: "reordered {{value}}",
        corruptShare: "corrupted {{value}}",
        isDown: "link down: {{value}}",
        isHolding: "hold every packet: {{value}}",
        congestion: "congestion control of {{name}}: {{value}}",
      },
    },
  },
  "zh-TW": {
    sentences: {
      processStarted: "{{name}} 開始執行，行程編號 {{pid}}",
      calls: "{{name}} 呼叫 {{call}}",
      callsInLine: "{{name}} 在第 {{line}} 行呼叫 {{call}}",
      purposes: {
        opens: "向核心要一個 socket",
        binds: "替 socket 綁定這個位址，別人才找得到它",
        listens: "從現在起接受連線；可以有這麼多條連線等候 accept()",
        accepts: "取走下一條已建立的連線，並得到專屬於它的新 socket",
        connects: "請核心和那個位址建立連線",
        sends: "把這些位元組交給核心傳送",
        receives: "取走已經送達的資料，最多這麼多位元組",
        closes: "不再使用這個 socket；核心結束這條連線",
        shutsDown: "結束連線的一個方向",
      },
      waits: {
        accepts: "{{name}} 停在 {{command}}() 等候：還沒有客戶端連進來",
        connects: "{{name}} 停在 {{command}}() 等候：三向交握正在進行",
        receives: "{{name}} 停在 {{command}}() 等候：還沒有資料送達",
        sends: "{{name}} 停在 {{command}}() 等候：核心沒有空間放更多位元組",
        other: "{{name}} 停在 {{command}}() 等候",
      },
      returned: "{{name}} 的 {{command}}() 傳回 {{result}}",
      afterWaiting: "{{said}}，等了 {{duration}}",
      wokenBy: "{{said}}，等了 {{duration}}，因為封包 {{packet}} 到了",
      failed: "{{name}} 的 {{command}}() 失敗：{{why}}",
      output: "{{name}} 印出「{{text}}」",
      lookup: "{{name}} 查詢名稱：{{call}} 得到 {{answers}}",
      lookupFailed: "{{name}} 查詢名稱：{{call}} 失敗，{{why}}",
      syn: "{{from}} 送出 SYN 到埠 {{port}}：請求建立連線，自己的位元組從 A = {{seq}} 開始編號",
      synAck:
        "{{from}} 的核心回應 SYN-ACK：同意連線，自己的位元組從 B = {{seq}} 開始編號，並期待下一個是 A+1 = {{ack}}",
      handshakeAck: "{{from}} 的核心回應 ACK：期待下一個是 B+1 = {{ack}}，雙方都知道對方的起始序號了",
      data: "{{from}} 傳送 {{count}} 個位元組給 {{to}}，從編號 {{relativeSeq}} 開始：「{{text}}」",
      tls: "{{from}} 傳送 {{count}} 個位元組的 TLS 資料給 {{to}}：{{records}}",
      ack: "{{from}} 的核心確認到目前為止的 {{acked}} 個位元組：期待下一個是編號 {{relativeAck}}",
      fin: "{{from}} 送出 FIN：它不會再傳送資料。它的編號是 {{relativeSeq}}，並確認 {{relativeAck}} 之前的全部資料",
      rst: "埠 {{fromPort}} 送 RST 給 {{to}}：沒有這條連線，或者它已經不存在",
      again: "因為一直沒有收到確認而重傳：{{said}}",
      datagram: "{{from}} 傳送 {{count}} 個位元組的資料報到埠 {{port}}",
      datagramDropped: "{{from}} 傳送 {{count}} 個位元組的資料報到埠 {{port}}；接收佇列已滿，核心把它丟棄",
      icmp: "核心用 ICMP 回應 {{to}}：{{name}}",
      icmpSent: "{{host}} 的核心送出 ICMPv6：{{name}}",
      neighbour: {
        asks: "{{host}} 的核心在線路上詢問 {{address}} 的 MAC 位址，知道之後才能送到那裡（{{protocol}}）",
        answers: "{{host}} 的核心回答：{{address}} 在 {{mac}}。現在訊框可以寄給它了（{{protocol}}）",
      },
      wire: {
        set: "線路的設定改變：{{parts}}",
        isSet: "線路的設定",
        unchanged: "線路的設定沒有改變",
        inDirection: "{{says}}（{{from}} → {{to}}）",
        comma: "、",
        ruleAdded: "新增規則 {{id}}",
        ruleRemoved: "移除規則 {{id}}",
        on: "開",
        off: "關",
        none: "無",
        delayMs: "延遲 {{value}}",
        jitterMs: "抖動 {{value}}",
        rateBitsPerSecond: "速率 {{value}}",
        queueBytes: "佇列 {{value}}",
        lossShare: "隨機遺失 {{value}}",
        lossEveryNth: "每 n 個遺失一個：{{value}}",
        lossBurst: "叢發遺失：{{value}}",
        duplicateShare: "重複 {{value}}",
        reorderShare: "亂序 {{value}}",
        corruptShare: "損壞 {{value}}",
        isDown: "線路中斷：{{value}}",
        isHolding: "攔住每個封包：{{value}}",
        congestion: "{{name}} 的壅塞控制：{{value}}",
      },
    },
  },
});

const known = new WeakMap<Translation, Translation>();

/** The page's texts with those of sentences. */
export function withSentences(page: Translation): Translation {
  const before = known.get(page);
  if (before !== undefined) return before;
  const made = withTexts(page, "sentences.", sentenceStrings[page.language]);
  known.set(page, made);
  return made;
}
