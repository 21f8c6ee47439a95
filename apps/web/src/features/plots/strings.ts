import { inBothLanguages } from "../../shared/in-both-languages.js";

declare module "../../shared/translation.js" {
  interface PageTexts extends PlotTexts {}
}

type PlotTexts = (typeof plotStrings)["en"];

/** Fetched with the plots: keys begin with "plots.". */
export const plotStrings = inBothLanguages({
  en: {
    plots: {
      title: "Plots",
      which: "Connection and direction",
      side: "{{name}} ({{local}}) → {{peer}}",
      unnamed: "socket {{id}}",
      algorithm: "Congestion control: {{name}}",
      algorithmHint:
        'Chosen by the host, or by the program with setsockopt(IPPROTO_TCP, TCP_CONGESTION, b"reno").',
      csv: "Samples as CSV",
      whole: "Whole time",
      moment: "Moment in the plots",
      momentText: "{{time}} s: congestion window {{cwnd}}, in flight {{flying}}, RTT {{rtt}}",
      hint: "Click to go to a moment, drag to look closer, double-click for the whole time. ← and → go from sample to sample.",
      lastMark: "Previous loss or retransmission",
      nextMark: "Next loss or retransmission",
      windows: "Windows and bytes in flight",
      times: "Round-trip time and retransmission timeout",
      sequence: "Sequence numbers over time",
      sequenceHint:
        "Each bar is a segment, from its first byte to its last. Below it runs what has been acknowledged, above it how far the receiver's window lets the sender go.",
      toggles: "What is drawn",
      measures: {
        cwnd: "congestion window",
        ssthresh: "slow-start threshold",
        flying: "bytes in flight",
        window: "receive window",
        rtt: "RTT",
        rto: "RTO",
      },
      lines: {
        segment: "segment",
        again: "sent again",
        lost: "lost on the wire",
        ack: "acknowledged",
        edge: "end of the receive window",
      },
      table: "As a table: {{count}} of {{all}} samples",
      time: "time",
      again: "sent again",
      state: "state",
      states: {
        open: "open",
        disorder: "duplicate ACKs",
        cwr: "slowed by ECN",
        recovery: "fast recovery",
        loss: "after a timeout",
      },
      emptyTitle: "Nothing has been sent over the wire yet",
      emptyText:
        "Here the congestion window grows and falls. Send a lot from one host to another (sendall of a megabyte), set a rate and a short queue on the wire, and choose reno: the queue overflows, a segment is lost, and the window is halved, again and again.",
    },
  },
  "zh-TW": {
    plots: {
      title: "曲線圖",
      which: "連線與方向",
      side: "{{name}}（{{local}}）→ {{peer}}",
      unnamed: "socket {{id}}",
      algorithm: "壅塞控制：{{name}}",
      algorithmHint: '由主機決定，或由程式用 setsockopt(IPPROTO_TCP, TCP_CONGESTION, b"reno") 選擇。',
      csv: "取樣資料（CSV）",
      whole: "全部時間",
      moment: "曲線圖上的時刻",
      momentText: "{{time}} s：壅塞視窗 {{cwnd}}，傳送中 {{flying}}，RTT {{rtt}}",
      hint: "點一下移到那個時刻，拖曳可放大，按兩下顯示全部時間。← 和 → 移到前後一筆取樣。",
      lastMark: "上一次遺失或重傳",
      nextMark: "下一次遺失或重傳",
      windows: "視窗與傳送中的位元組",
      times: "來回時間與重傳逾時",
      sequence: "序號隨時間的變化",
      sequenceHint:
        "每一條短線是一個區段，從第一個位元組到最後一個。下方的線是已確認的位置，上方的線是接收視窗允許傳送的終點。",
      toggles: "顯示的項目",
      measures: {
        cwnd: "壅塞視窗",
        ssthresh: "慢速啟動門檻",
        flying: "傳送中的位元組",
        window: "接收視窗",
        rtt: "RTT",
        rto: "RTO",
      },
      lines: {
        segment: "區段",
        again: "重傳",
        lost: "在線路上遺失",
        ack: "已確認",
        edge: "接收視窗的終點",
      },
      table: "以表格顯示：{{all}} 筆取樣中的 {{count}} 筆",
      time: "時間",
      again: "重傳",
      state: "狀態",
      states: {
        open: "正常",
        disorder: "收到重複的 ACK",
        cwr: "因 ECN 減速",
        recovery: "快速復原",
        loss: "逾時之後",
      },
      emptyTitle: "線路上還沒有傳送任何資料",
      emptyText:
        "這裡會畫出壅塞視窗如何成長與下降。請從一台主機傳送大量資料到另一台（例如用 sendall 傳 1 MB），替線路設定速率和較短的佇列，並選用 reno：佇列滿了就會遺失區段，視窗隨之減半，如此反覆。",
    },
  },
});
