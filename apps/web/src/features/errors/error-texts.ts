import { type CallError, type ErrorCode, errorCodes } from "@sockpit/protocol";
import type { Language } from "../../shared/language.js";

/** What a code means, and what to do: the protocol's table has the same in English. */
interface ErrorText {
  meaning: string;
  action: string;
}

const chinese: Readonly<Record<ErrorCode, ErrorText>> = {
  bad_message: {
    meaning: "訊息或內容無法解碼。",
    action: "請送 JSON 或 MessagePack，大小不超過訊息裡說的上限。",
  },
  bad_params: { meaning: "有欄位缺少、多餘，或不合規則。", action: "請改正 field 指出的欄位。" },
  unknown_command: { meaning: "沒有這個名稱的指令或控制訊息。", action: "請參考指令列表。" },
  no_such_route: { meaning: "伺服器在這個路徑上沒有東西。", action: "請參考 OpenAPI 文件裡的路徑。" },
  no_such_lab: { meaning: "實驗室已經結束，或從來不存在。", action: "請建立新的實驗室。" },
  no_such_process: {
    meaning: "實驗室裡沒有這個行程，或它已經結束。",
    action: "請啟動行程，並使用它的行程編號。",
  },
  no_such_stream: { meaning: "實驗室沒有保留這條串流的封包。", action: "請用最近的封包事件裡的串流編號。" },
  no_wire: { meaning: "這個實驗室沒有線路：它只有一台主機。", action: "請用 hosts 建立實驗室。" },
  no_such_packet: { meaning: "線路上沒有停住這個編號的封包。", action: "請用 held 列出的封包編號。" },
  method_not_allowed: {
    meaning: "這個路徑存在，但不能用這個方法。",
    action: "請用 Allow 標頭列出的方法。",
  },
  unsupported_media_type: {
    meaning: "伺服器不接受這種媒體類型的內容。",
    action: "請以 application/json 傳送。",
  },
  message_too_large: { meaning: "訊息或內容超過伺服器接受的大小。", action: "請把資料分成幾次呼叫傳送。" },
  too_many_labs: { meaning: "伺服器目前沒有空位再開實驗室。", action: "請等其他實驗室結束。" },
  no_such_scenario: { meaning: "範例中沒有這個名稱的情境。", action: "請用 GET /api/scenarios 列出的名稱。" },
  no_such_run: { meaning: "這次執行已不再保留，或從來不存在。", action: "請重新執行情境。" },
  too_many_runs: {
    meaning: "同時執行的情境已達上限（整個伺服器，或每位訪客）。",
    action: "請等其中一個結束，或停止一個。",
  },
  python_not_allowed: {
    meaning: "情境裡有 Python 程式，這個伺服器不執行。",
    action: "請在頁面或命令列執行；呼叫者都可信任時，可設定 SOCKPIT_RUN_PYTHON=1。",
  },
  too_many_descriptors: { meaning: "伺服器已沒有描述子可用。", action: "請關閉不用的 socket，或稍候。" },
  too_many_labs_of_visitor: {
    meaning: "你開的實驗室已達每位訪客的上限，或開得太快。",
    action: "請先關閉其他分頁裡的實驗室，或稍候。",
  },
  over_budget: {
    meaning: "呼叫、內容或連線已用完可用的額度。",
    action: "請等進行中的呼叫完成，並讀取伺服器送來的資料。一個實驗室最多讓八個大型內容等候：請逐一送出。",
  },
  too_many_processes: { meaning: "實驗室裡的行程數已達上限。", action: "請先結束一個。" },
  too_many_calls: {
    meaning: "進行中的呼叫已達上限，或有呼叫用了相同的 id。",
    action: "請等其中一個回覆。",
  },
  unauthorized: { meaning: "沒有附上實驗室的權杖，或權杖錯誤。", action: "請附上建立實驗室時得到的權杖。" },
  read_only: { meaning: "檢視者的權杖只能觀看。", action: "要變更請用實驗室本身的權杖。" },
  access_denied: { meaning: "這個伺服器需要存取碼。", action: "請重新載入頁面並輸入存取碼。" },
  forbidden_host: {
    meaning: "伺服器不接受這個主機名稱。",
    action: "請用它自己的名稱，或把這個名稱加進 SOCKPIT_ALLOWED_HOSTS。",
  },
  forbidden_origin: {
    meaning: "其他來源的網頁不能使用這個伺服器。",
    action: "請用伺服器自己的頁面，或不是瀏覽器的客戶端。",
  },
  network_unavailable: {
    meaning: "這個伺服器不提供那種網路的實驗室。",
    action: "不指定 network，就會得到它提供的那種。",
  },
  capture_unavailable: {
    meaning: "這台機器不允許擷取這個實驗室的封包。",
    action: "伺服器需要 CAP_NET_RAW，例如使用 isolated 網路。",
  },
  address_not_allowed: {
    meaning: "實驗室不能連到這個位址。",
    action: "請用實驗室自己網路裡的位址，例如 127.0.0.1。",
  },
  option_not_allowed: { meaning: "實驗室不提供這個 socket 選項。", action: "請參考 socket 選項列表。" },
  server_unreachable: { meaning: "伺服器沒有回應。", action: "請確認它在執行，而且網路連得到。" },
  connection_lost: { meaning: "與實驗室的連線中斷了。", action: "請重新連線：實驗室會保留一段時間。" },
  lab_host_lost: {
    meaning: "負責這個實驗室的行程已經結束，實驗室也隨之消失。",
    action: "請建立新的實驗室。",
  },
  lab_host_starting: { meaning: "負責實驗室的行程正在啟動或更換。", action: "請在一秒後再試。" },
  lab_host_silent: {
    meaning: "負責實驗室的行程沒有及時回應。",
    action: "請再試一次；若一直沒有回應，它會被更換。",
  },
  internal: { meaning: "伺服器遇到自己的錯誤。", action: "請附上 reference 回報，伺服器的紀錄以它為索引。" },
};

/** What an error's code means, and what to do; undefined for what the kernel said, and for timeouts. */
export function errorTextOf(error: CallError, language: Language): ErrorText | undefined {
  return "code" in error ? codeText(error.code, language) : undefined;
}

export function codeText(code: ErrorCode, language: Language): ErrorText {
  return language === "en" ? errorCodes[code] : chinese[code];
}
