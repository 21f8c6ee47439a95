import type { Strings } from "./strings.js";

/** The strings of the kernel's view in Traditional Chinese. */
export const kernelZhTW: Strings["kernel"] = {
  synQueue: "SYN 佇列",
  receiveQueue: "接收佇列",
  sendQueue: "傳送佇列",
  full: "已滿",
  dropped: "丟棄",
  free: "空位",
  taken: "有連線",
  places: "accept 佇列的位置",
  halfOpen: "半開連線",
  backlog: "backlog {{limit}}，Linux 會多收一條",
  nobody: "沒有程式持有",
  more: "還有 {{count}} 個",
  unfold: "{{name}} {{address}}：詳細資料",
  timeout: "逾時",
  blocks: "未設，一直等",
  nonBlocking: "0，不等待",
  gone: "已消失",
  pathSoFar: "走過的狀態：",
  passedNote: "（灰色：一瞬間就過去，來不及看到）",
};
