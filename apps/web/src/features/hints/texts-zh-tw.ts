import type { hintTextsEn } from "./texts-en.js";

/** What each hint says in Traditional Chinese. */
export const hintTextsZhTw: Readonly<Record<keyof typeof hintTextsEn, string>> = {
  addressHeldByItself:
    "這個程式自己已有 socket 使用 {{address}}。bind() 只呼叫一次，或先 close() 前一個 socket。",
  addressHeld:
    "{{address}} 已被占用：{{holder}}（行程 {{pid}}）在這個埠上有 socket。請先停止它，或換一個埠。",
  addressInTimeWait:
    "{{address}} 還被上一次執行占用：先關閉 {{local}} → {{peer}} 的一方，會讓這個連線停在 TIME-WAIT {{seconds}} 秒。",
  addressInUse: "{{address}} 正在使用中。請換一個埠，或重設網路。",
  refused: "{{address}} 沒有程式在監聽。請先執行伺服器，並核對兩邊的埠號。",
  onAnotherHost:
    "{{address}} 是 {{host}} 自己：每台主機各有自己的 loopback。監聽埠 {{port}} 的是 {{other}}，請用它的名稱連線。",
  onlyOnItsHost:
    "{{server}} 只在 {{other}} 的 127.0.0.1 上監聽，別的主機連不到。它要在所有位址上監聽：bind(('0.0.0.0', {{port}}))。改好後兩個程式都再執行一次。",
  connectTimedOut: "{{address}} 沒有回應。位址對嗎？伺服器的佇列是不是滿了？",
  timedOut: "{{command}}() 還沒完成，settimeout() 設定的時間就到了。",
  broadcastDenied: "{{address}} 是廣播位址，要先 setsockopt(SOL_SOCKET, SO_BROADCAST, 1) 才能傳送。",
  accessDenied: "核心不允許使用 {{address}}。1024 以上的埠都可以用。",
  addressNotAvailable: "沒有任何網路介面使用 {{address}}。試試 127.0.0.1，或用 '' 代表全部。",
  networkUnreachable: "實驗室沒有網際網路：它的網路只通到自己。請用 127.0.0.1。",
  notConnected:
    "這個 socket 還沒連線。客戶端要先呼叫 connect()；伺服器要用 accept() 傳回的 socket 傳送和接收。",
  sendingShut: "程式已用 shutdown() 關閉這個 socket 的傳送方向，之後只能接收。",
  connectionLost: "對方不在了：已關閉，或發生錯誤而結束。看看它的輸出。",
  familyNotSupported: "這裡不支援這種位址家族。共用 loopback（對映）沒有 IPv6。",
  addressNotAllowed: "實驗室的程式只能用實驗室自己的位址，請用 127.0.0.1。",
  alreadyConnected: "這個 socket 已經連線。每個連線要有自己的 socket：先 socket.socket()，再 connect()。",
  wouldBlock:
    "這個 socket 設為非阻塞，而 {{command}}() 現在沒有資料可立即處理。先用 select() 或 selectors 等候、攔截 BlockingIOError，或讓 socket 保持阻塞。",
  connectInProgress:
    "這個 socket 設為非阻塞，connect() 只是開始連線。用 select() 等到可以寫入，或在 setblocking(False) 之前連線。",
  notListening: "accept() 需要監聽中的 socket：bind() 之後、accept() 之前要呼叫 listen()。",
  boundTwice: "這個 socket 已經有位址。一個 socket 只能 bind() 一次。",
  datagramTooLong: "資料報太長：UDP 一次最多 65,507 位元組。請分成幾份傳送，或改用 TCP。",
  destinationMissing: "這個 UDP socket 不知道要傳到哪裡：用 sendto(data, address)，或先 connect()。",
  datagramSocket: "UDP socket 沒有連線，不能 listen() 或 accept()。用 recvfrom() 接收，或改用 SOCK_STREAM。",
  sendtoOrder: "sendto() 先寫資料，再寫位址：sendto(data, (host, port))。",
  bytesNeeded: 'socket 傳送的是 bytes，不是 str。先編碼："hello".encode()，或寫成 b"hello"。',
  strNeeded: "recv() 傳回 bytes，不是 str。先解碼：data.decode()。",
  addressAsTuple: "位址是一個引數，而且是 tuple：connect((host, port))，要有兩層括號。",
  portAsNumber: "埠必須是數字：int(port)。input() 和 sys.argv 給的是 str。",
  portRange: "埠是 0 到 65535 的數字。",
  splitCharacter:
    "這些位元組在一個字元的中間結束：recv() 傳回的可能是資料流的任何一段。先收齊整個訊息，再一起 decode()。",
  notText:
    "這些位元組不是 UTF-8 文字：從字元的中間開始、用了別的編碼，或根本不是文字。請解碼完整的訊息，或直接使用 bytes。",
  otherPunctuation:
    "這裡有個字元看起來像 Python 的，其實不是：全形標點、彎引號或不換行空格，多半是貼上時帶來的。",
  tabs: "縮排混用了 Tab 和空格。每一層請用四個空格。",
  indentExpected: "「:」的下一行要縮排四個空格。",
  indentWrong: "這一行的縮排不屬於任何區塊。同一區塊的各行要從同一欄開始。",
  pythonTwo:
    "這是 Python 2 的寫法。這裡是 Python 3.14：print(…) 要有括號，raw_input() 改成 input()，xrange() 改成 range()。",
  pythonTwoModule: "{{module}} 是 Python 2 的名稱，Python 3 叫 {{now}}。",
  removedModule: "{{module}} 已在 Python {{version}} 移除，這裡是 3.14。可改用：{{now}}。",
  hidesStandardModule:
    "你的檔案 {{file}} 遮住了 Python 的標準模組 {{module}}：import 會先找到這個檔案。請改檔名。",
  absentModule: "網頁裡的 Python 沒有 {{module}}：這裡沒有它需要的終端機或螢幕。",
  moduleElsewhere:
    "python3 在程式旁邊（{{folder}}）尋找模組，而 {{module}} 在專案的資料夾裡。請把 {{program}} 改名為 {{file}}，或在 import 之前加上：import sys; sys.path.append('.')",
  packageOfServer:
    "還沒有叫 {{module}} 的模組：它是套件，這個伺服器有提供。按鈕會加入它，以及伺服器上有的、它需要的套件。",
  packageOfOtherName:
    "沒有叫 {{module}} 的模組：它屬於套件 {{name}}。這裡不能依名稱安裝套件；請把它的純 Python wheel（{{name}}-…-none-any.whl）加到「檔案」。",
  noPackages:
    "沒有叫 {{module}} 的模組：這裡不能依名稱安裝套件。可以匯入 Python 的標準函式庫、這個網頁裡的程式，以及你加到「檔案」的純 Python wheel（……-none-any.whl）。",
  removedName: "{{name}} 已在 Python {{version}} 移除，這裡是 3.14。可改用：{{now}}。",
  noEventLoop:
    "asyncio.get_event_loop() 不再自動建立事件迴圈（從 Python 3.14 起）。請用 asyncio.run(main())。",
  loopInLoop: "事件迴圈已在執行：這裡要用 await，不能用 asyncio.run() 或 run_until_complete()。",
  noProcesses: "網頁裡的程式不能啟動其他行程。請用執行緒，或在網頁裡再加一個程式。",
  noThreads:
    "這個瀏覽器不支援 JSPI，程式執行時沒有執行緒。要服務多個客戶端，請用 select、selectors 或 asyncio，或改用 Chrome、Edge 137 版以上或 Firefox 153 版以上。",
  noRawSockets: "實驗室沒有 raw socket。時序圖會顯示每個封包和標頭。",
  familyOfLab: "實驗室有 IPv4、IPv6 和 Unix socket，沒有其他位址家族。",
  noInternet:
    "實驗室沒有 DNS，也沒有網際網路：只有 localhost、實驗室自己的名稱和位址。請把另一端也寫成程式，並用 127.0.0.1。",
  lookupFailed: "查詢的名稱、服務或位址家族在這裡不存在：{{message}}。",
  closedSocket: "這個 socket 已經關閉：先前呼叫過 close()，或 with 區塊已結束。",
  tooManyFiles: "同時開啟的 socket 太多：每個程式最多 {{files}} 個。用完的要 close()。",
  notPermitted: "系統不允許一般使用者這樣做：{{message}}",
  seeTraceback: "它的 traceback 在輸出裡。",
  acceptInLoop:
    "{{command}}() 在等新的客戶端，但已連線的 {{peer}} 傳來的 {{bytes}} 位元組沒有人讀。把 accept() 移到接收迴圈之外，或讓每個客戶端有自己的執行緒。",
  queueFull:
    "{{name}} 的 accept 佇列滿了（{{length}} / {{capacity}}，listen({{backlog}})）：核心丟棄後來的 SYN，connect() 只好等候。伺服器要呼叫 accept()。",
  peerDoesNotRead:
    "{{command}}() 在等候，因為 {{name}} 不讀取：它的接收佇列有 {{unread}} 位元組，這個 socket 的傳送佇列有 {{unsent}} 位元組。",
  oneAtATime:
    "{{command}}() 在等這個客戶端，其他客戶端在 accept 佇列裡等候（{{queued}} 個）。每個客戶端一個執行緒，或用 select()，就能同時服務。",
  bothWait: "兩邊都在等對方傳送：這邊停在 {{command}}()，{{name}} 停在 {{other}}()。總要有一邊先傳送。",
  emptyReads: "{{command}}() 每次都傳回 b''：對方已經關閉。要離開迴圈：if not data: break。",
  codingLine:
    "檔案開頭宣告的編碼是 {{encoding}}，但沒有這種編碼，或它缺少程式裡的某些字元。程式以 UTF-8 儲存和執行，而 Python 無法依這一行讀取它。",
  tlsSelfSigned:
    '伺服器的憑證不是由這個程式信任的機構簽發：它是自簽憑證，或簽發它的機構是自簽的。請載入該憑證：ssl.create_default_context(cafile="ca.pem")。',
  tlsExpired: "伺服器的憑證已經過期。請重新製作：檔案區的「製作憑證」。",
  tlsNotYetValid: "伺服器的憑證還沒到生效日。請另外製作：檔案區的「製作憑證」。",
  tlsWrongName: "伺服器的憑證不屬於 {{name}}。請把 server_hostname= 改成憑證上的名稱，或為這個名稱製作憑證。",
  tlsUnknownAuthority:
    '這個程式不信任簽發伺服器憑證的機構；實驗室預設不信任任何機構。請載入它：ssl.create_default_context(cafile="ca.pem")。',
  tlsPlainText:
    "一邊使用 TLS，另一邊是明文。兩邊的 socket 都要用 wrap_socket 包裝，埠也必須是 TLS 伺服器的埠。",
  tlsNoClientCertificate: "伺服器要求客戶端也出示憑證：在客戶端的 context 呼叫 load_cert_chain()。",
  tlsRefusedByPeer:
    "對方不接受這一邊的憑證，並回覆：{{alert}}。對方必須信任簽發它的機構，憑證也必須在有效期內。",
  tlsVersions: "兩邊沒有共同的 TLS 版本。請比對兩個 context 的 minimum_version 和 maximum_version。",
  tlsNoCertificate:
    '這個伺服器沒有憑證。請載入：context.load_cert_chain("server.pem", "server-key.pem")。檔案區的「製作憑證」可以建立。',
  tlsNothingShared:
    "兩邊沒有共同的加密套件，或伺服器沒有憑證：檢查兩邊的 set_ciphers() 和伺服器的 load_cert_chain()。",
  tlsKeyMismatch: "這把私密金鑰屬於另一張憑證。load_cert_chain() 需要憑證和與它成對的金鑰。",
  tlsWrongPassword: "私密金鑰是用另一個密碼加密的：load_cert_chain(…, password=…)。",
  tlsNotPem:
    "檔案裡沒有 PEM 格式的憑證或金鑰（在 -----BEGIN … 和 -----END … 之間）。檔案對嗎？第一個是憑證，第二個是金鑰嗎？",
  tlsCutOff: "TLS 進行到一半，對方就關閉了連線。請看對方的輸出：它因錯誤結束，或根本不使用 TLS。",
  tlsNoFile: "沒有這個檔案。檔案區的「製作憑證」可以建立伺服器的憑證、金鑰和憑證機構。",
  twoPrograms: "這看起來是兩個程式寫在一起：一個伺服器和一個客戶端。它們要分成兩個程式。",
};
