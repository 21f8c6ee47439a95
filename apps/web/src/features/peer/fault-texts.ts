import type { Texts } from "../../shared/in-both-languages.js";
import type { ResponseFaultKind } from "./http/response-fault.js";

/** What is wrong with an answer, and what a server does instead. */
export const faultTextsEn = {
  emptyFirstLine: "The response begins with an empty line. Its first line has to be the status line.",
  noStatusLine:
    "No status line: the response begins with “{{text}}”. It has to begin with HTTP/1.1 200 OK and \\r\\n.",
  statusLine:
    "The status line is malformed: “{{text}}”. It has to be a version, a code and a reason: HTTP/1.1 200 OK.",
  bareLf: "Line {{line}} ends with \\n alone. In HTTP each line of the head ends with \\r\\n.",
  noColon: "Line {{line}} is no header: “{{text}}”. It has to be Name: value.",
  noEmptyLine:
    "The body begins on line {{line}} (“{{text}}”), without an empty line (\\r\\n) after the headers.",
  spaceBeforeColon: "Line {{line}}: no space may be between “{{text}}” and the colon.",
  foldedHeader:
    "Line {{line}} begins with a space, so it continues the header before it. Remove the indentation.",
  headTooLong: "The headers have no end after {{got}} bytes.",
  headUnfinished:
    "The response stops in its headers, after {{got}} bytes: the empty line (\\r\\n) is missing.",
  contentLength: "Content-Length has to be one number of bytes, and is “{{text}}”.",
  lengthAndCoding: "Content-Length and Transfer-Encoding exclude each other. The chunks count.",
  transferCoding: "The transfer coding “{{text}}” is not known here. Use chunked, or Content-Length.",
  bodyTooShort: "Content-Length announces {{wanted}} bytes, and {{got}} came.",
  bodyTooLong:
    "Content-Length announces {{wanted}} bytes, and {{got}} came. Count bytes, not characters: len(body.encode()).",
  bodyNotAllowed: "{{got}} bytes of body came where none may be: after HEAD, or with 204 or 304.",
  chunkSize: "“{{text}}” is no size of a chunk. It has to be a hexadecimal number and \\r\\n.",
  chunkEnd: "A chunk is longer than its size says: “{{text}}” follows where \\r\\n should be.",
  chunksUnfinished: "The connection was closed before the last chunk: 0\\r\\n\\r\\n.",
  noEnd:
    "The end of the body is missing: there is no Content-Length, and the connection stays open. Send Content-Length, or close the connection.",
  silent: "No response within the time limit. Does the server read the request to its end, and answer?",
  stalled: "The time limit has passed: nothing more came after {{got}} bytes.",
  nothing: "The server closed the connection without a response.",
  reset: "The server closed the connection before it had read the whole request: the kernel sent RST.",
  tooLong: "The response is longer than {{got}} bytes. The rest was not read.",
} as const satisfies Readonly<Record<ResponseFaultKind, string>>;

export const faultTextsZhTw: Texts<typeof faultTextsEn> = {
  emptyFirstLine: "回應的第一行是空行。第一行必須是狀態行。",
  noStatusLine: "沒有狀態行：回應以「{{text}}」開頭。開頭必須是 HTTP/1.1 200 OK 加上 \\r\\n。",
  statusLine: "狀態行格式錯誤：「{{text}}」。應為版本、狀態碼、原因，例如 HTTP/1.1 200 OK。",
  bareLf: "第 {{line}} 行只以 \\n 結尾。HTTP 標頭的每一行都以 \\r\\n 結尾。",
  noColon: "第 {{line}} 行不是標頭：「{{text}}」。格式應為「名稱: 值」。",
  noEmptyLine: "第 {{line}} 行（「{{text}}」）就開始內容，標頭之後少了空行（\\r\\n）。",
  spaceBeforeColon: "第 {{line}} 行：「{{text}}」和冒號之間不能有空白。",
  foldedHeader: "第 {{line}} 行以空白開頭，會被當成上一個標頭的延續。請移除縮排。",
  headTooLong: "標頭到 {{got}} 個位元組還沒有結束。",
  headUnfinished: "回應在標頭裡就停了（{{got}} 個位元組）：少了空行（\\r\\n）。",
  contentLength: "Content-Length 必須是一個位元組數，現在是「{{text}}」。",
  lengthAndCoding: "Content-Length 和 Transfer-Encoding 不能並用，以 chunked 為準。",
  transferCoding: "這裡不支援傳輸編碼「{{text}}」。請用 chunked 或 Content-Length。",
  bodyTooShort: "Content-Length 說有 {{wanted}} 個位元組，只收到 {{got}} 個。",
  bodyTooLong:
    "Content-Length 說有 {{wanted}} 個位元組，卻收到 {{got}} 個。要算位元組而不是字元：len(body.encode())。",
  bodyNotAllowed: "這裡不能有內容，卻收到 {{got}} 個位元組：HEAD 的回應、204 和 304 都沒有內容。",
  chunkSize: "「{{text}}」不是區塊大小。應為十六進位數字加上 \\r\\n。",
  chunkEnd: "區塊比它宣告的大小還長：應該是 \\r\\n 的地方是「{{text}}」。",
  chunksUnfinished: "最後一個區塊（0\\r\\n\\r\\n）還沒來，連線就關閉了。",
  noEnd: "不知道內容在哪裡結束：沒有 Content-Length，連線也沒有關閉。請送出 Content-Length，或關閉連線。",
  silent: "時限內沒有收到回應。伺服器有讀完請求並回應嗎？",
  stalled: "時限已過：收到 {{got}} 個位元組之後就沒有資料了。",
  nothing: "伺服器沒有回應就關閉了連線。",
  reset: "伺服器還沒讀完請求就關閉了連線：核心送出了 RST。",
  tooLong: "回應超過 {{got}} 個位元組，其餘沒有讀取。",
};
