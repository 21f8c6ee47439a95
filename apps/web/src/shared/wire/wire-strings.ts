import { inBothLanguages } from "../in-both-languages.js";
import { type Translation, withTexts } from "../translation.js";

declare module "../translation.js" {
  interface PageTexts extends WireTexts {}
}

type WireTexts = (typeof wireStrings)["en"];

/** What is said of packets on a wire between hosts, fetched with what says it: keys begin with "wireWords.". */
export const wireStrings = inBothLanguages({
  en: {
    wireWords: {
      arrives: "arrives after {{duration}}",
      copyArrives: "arrives a second time after {{duration}}",
      after: "after {{duration}}",
      underWay: "on the wire",
      held: "held on the wire",
      outOfOrder: "out of order",
      dropped: {
        lossShare: "lost at random",
        lossEveryNth: "lost: every n-th packet is",
        lossBurst: "lost in a burst",
        queueBytes: "dropped: queue full",
        isDown: "lost: link down",
        rule: "dropped by the rule {{rule}}",
        hand: "dropped by hand",
        packets: "dropped: too many packets on the wire",
        bytes: "dropped: too many bytes on the wire",
        held: "dropped: too many packets held",
        server: "dropped: too much on all wires of the server",
        noHost: "dropped: no host has the address",
        host: "dropped: the host did not take it",
        other: "dropped",
      },
      lossNumbers: { n: "n = {{n}}", burst: "p {{start}}, r {{end}}, loses {{loss}}" },
      withNumbers: "{{says}} ({{numbers}})",
      lossMark: "{{packet}}: {{why}}",
      effects: {
        delayed: "delayed",
        queued: "waited in the queue",
        held: "was held",
        duplicated: "duplicated",
        overtaken: "overtaken",
        corrupted: "corrupted",
      },
      neighbour: {
        asks: "who has {{address}}? tell {{by}}",
        answers: "{{address}} is at {{mac}}",
      },
      causes: {
        setting: "the setting {{setting}} of the wire",
        rule: "the rule {{rule}}",
        hand: "a person",
        limit: "a bound of the wire",
        noHost: "no host has the address",
        host: "the receiving host",
      },
      detail: {
        way: "way",
        entered: "entered the wire",
        arrived: "arrived",
        copyArrived: "arrived again",
        lost: "lost",
        flight: "time on the wire",
        effects: "on the wire",
        order: "order",
        cause: "decided by",
        original: "first sent as",
        repeats: "sent again as",
        packet: "packet {{packet}}",
        hadArrived: "had arrived",
      },
      toScale: "Time to scale",
      toScaleHint: "Rows pass while a packet is on its way, so that a longer flight has a steeper arrow",
      again: "packet {{packet}} again, {{duration}} later",
      sentences: {
        held: "{{what}} of {{from}} stops on the wire ({{why}}), and waits until it is released, dropped or sent twice",
        arrives: "{{what}} of {{from}} arrives at {{to}} after {{duration}} on the wire",
        arrivesAgain: "{{what}} of {{from}} arrives at {{to}} a second time: it was duplicated on the wire",
        corrupted:
          "{{what}} of {{from}} arrives at {{to}} with one bit changed: the checksum shows it, and the kernel drops it",
        overtaken: "{{said}}; one that was sent later has overtaken it",
        outOfOrder: "{{said}}, out of order: the kernel keeps it aside until the bytes before it have come",
        dropped: "{{what}} of {{from}} never arrives at {{to}}: {{why}}",
        changed: "the wire is set",
        sampled: "congestion window {{cwnd}} segments, {{flying}} bytes in flight",
      },
    },
  },
  "zh-TW": {
    wireWords: {
      arrives: "經 {{duration}} 到達",
      copyArrives: "經 {{duration}} 再次到達",
      after: "經過 {{duration}}",
      underWay: "在線路上",
      held: "停在線路上",
      outOfOrder: "順序不對",
      dropped: {
        lossShare: "隨機遺失",
        lossEveryNth: "遺失：每 n 個遺失一個",
        lossBurst: "叢發遺失",
        queueBytes: "丟棄：佇列已滿",
        isDown: "遺失：線路中斷",
        rule: "被規則 {{rule}} 丟棄",
        hand: "手動丟棄",
        packets: "丟棄：線路上的封包太多",
        bytes: "丟棄：線路上的位元組太多",
        held: "丟棄：停住的封包太多",
        server: "丟棄：伺服器所有線路上的封包太多",
        noHost: "丟棄：沒有主機使用這個位址",
        host: "丟棄：主機沒有收下",
        other: "丟棄",
      },
      lossNumbers: { n: "n = {{n}}", burst: "p {{start}}、r {{end}}、遺失 {{loss}}" },
      withNumbers: "{{says}}（{{numbers}}）",
      lossMark: "{{packet}}：{{why}}",
      effects: {
        delayed: "延遲",
        queued: "在佇列中等候",
        held: "曾停在線路上",
        duplicated: "重複",
        overtaken: "被超前",
        corrupted: "損毀",
      },
      neighbour: {
        asks: "誰有 {{address}}？請告訴 {{by}}",
        answers: "{{address}} 在 {{mac}}",
      },
      causes: {
        setting: "線路的設定 {{setting}}",
        rule: "規則 {{rule}}",
        hand: "使用者",
        limit: "線路的上限",
        noHost: "沒有主機使用這個位址",
        host: "接收端主機",
      },
      detail: {
        way: "路徑",
        entered: "進入線路",
        arrived: "到達",
        copyArrived: "再次到達",
        lost: "遺失",
        flight: "在線路上的時間",
        effects: "線路上的遭遇",
        order: "順序",
        cause: "由什麼決定",
        original: "最初傳送",
        repeats: "重傳",
        packet: "封包 {{packet}}",
        hadArrived: "其實已經到達",
      },
      toScale: "時間依比例",
      toScaleHint: "封包在路上時也會空出列數：時間越久，箭頭越斜",
      again: "{{duration}} 後重傳封包 {{packet}}",
      sentences: {
        held: "{{from}} 的 {{what}} 停在線路上（{{why}}），等著被放行、丟棄或送出兩次",
        arrives: "{{from}} 的 {{what}} 在線路上經過 {{duration}} 後到達 {{to}}",
        arrivesAgain: "{{from}} 的 {{what}} 再次到達 {{to}}：它在線路上被複製了一份",
        corrupted: "{{from}} 的 {{what}} 到達 {{to}} 時有一個位元改變了：檢查碼不符，核心把它丟棄",
        overtaken: "{{said}}；較晚送出的封包超前了它",
        outOfOrder: "{{said}}，但前面的位元組還沒到：核心先把它留著，等缺少的部分到齊",
        dropped: "{{from}} 的 {{what}} 不會到達 {{to}}：{{why}}",
        changed: "線路的設定改變",
        sampled: "壅塞視窗 {{cwnd}} 個區段，傳送中 {{flying}} 位元組",
      },
    },
  },
});

const known = new WeakMap<Translation, Translation>();

/** The page's texts with those of the wire. */
export function withWireTexts(page: Translation): Translation {
  const before = known.get(page);
  if (before !== undefined) return before;
  const made = withTexts(page, "wireWords.", wireStrings[page.language]);
  known.set(page, made);
  return made;
}
