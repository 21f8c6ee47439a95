import type { TlsRecordName } from "@sockpit/protocol";
import { type Explanation, explain } from "./explanation.js";

/** What a TLS record holds, by the name that stands on its packet's arrow. */
export const tlsExplanations: Readonly<Record<TlsRecordName, Explanation>> = {
  ClientHello: explain(
    "The client begins TLS: it offers versions, cipher suites and a key share, and names the server that it wants (SNI). Everything in it can be read by anyone on the way.",
    "客戶端開始 TLS：提出版本、密碼套件和金鑰共享，並指明要找的伺服器名稱（SNI）。路上的任何人都能讀到它的內容。",
    "RFC 8446 §4.1.2",
  ),
  ServerHello: explain(
    "The server chooses a version and a cipher suite from what the client offered, and adds its own key share. In TLS 1.3 both sides can compute the keys now, and everything after it is encrypted.",
    "伺服器從客戶端的提議中選定版本和密碼套件，並附上自己的金鑰共享。在 TLS 1.3，雙方此時就能算出金鑰，之後的內容全都加密。",
    "RFC 8446 §4.1.3",
  ),
  HelloRetryRequest: explain(
    "The server wants a key share of another group than the client sent. The client answers with a second ClientHello.",
    "伺服器想用另一種群組的金鑰共享，而客戶端沒有送。客戶端會再送一次 ClientHello。",
    "RFC 8446 §4.1.4",
  ),
  HelloRequest: explain(
    "The server asks the client to negotiate anew within the connection. TLS 1.3 has no such renegotiation.",
    "伺服器要求客戶端在同一條連線中重新協商。TLS 1.3 沒有這種重新協商。",
    "RFC 5246 §7.4.1.1",
  ),
  EncryptedExtensions: explain(
    "The server's answers to the client's other extensions, such as the protocol chosen by ALPN. In a TLS 1.3 connection this message is encrypted.",
    "伺服器對客戶端其他擴充欄位的回答，例如 ALPN 選定的協定。在 TLS 1.3 連線中，這個訊息是加密的。",
    "RFC 8446 §4.3.1",
  ),
  Certificate: explain(
    "The sender's certificate, followed by those of the authorities that vouch for it. In TLS 1.2 it can be read on the way; in TLS 1.3 it is encrypted.",
    "傳送端的憑證，後面接著替它擔保的憑證機構的憑證。在 TLS 1.2 中路上讀得到；在 TLS 1.3 中是加密的。",
    "RFC 5246 §7.4.2",
  ),
  CertificateStatus: explain(
    "A fresh statement from the authority that the certificate has not been revoked (OCSP). The server sends it along, so that the client need not ask.",
    "憑證機構最近的聲明，說明憑證沒有被撤銷（OCSP）。伺服器一併送來，客戶端就不必另外查詢。",
    "RFC 6066 §8",
  ),
  CertificateRequest: explain(
    "The server asks the client for a certificate as well. A client without one answers with an empty list.",
    "伺服器要求客戶端也出示憑證。沒有憑證的客戶端會回覆空的清單。",
    "RFC 5246 §7.4.4",
  ),
  CertificateVerify: explain(
    "A signature over the handshake so far. It proves that the sender has the private key of its certificate.",
    "對目前為止的交握內容所做的簽章。它證明傳送端擁有憑證對應的私密金鑰。",
    "RFC 5246 §7.4.8",
  ),
  ServerKeyExchange: explain(
    "The server's part of the key exchange, signed with the private key of its certificate. Only TLS 1.2 and earlier have it.",
    "伺服器的金鑰交換資料，並用憑證的私密金鑰簽章。只有 TLS 1.2 及更早的版本才有。",
    "RFC 5246 §7.4.3",
  ),
  ServerHelloDone: explain(
    "The server has said everything for now. The client checks the certificate and continues.",
    "伺服器要說的暫時都說完了。接下來由客戶端檢查憑證並繼續。",
    "RFC 5246 §7.4.5",
  ),
  ClientKeyExchange: explain(
    "The client's part of the key exchange. With it both sides can compute the same keys.",
    "客戶端的金鑰交換資料。有了它，雙方就能算出相同的金鑰。",
    "RFC 5246 §7.4.7",
  ),
  NewSessionTicket: explain(
    "A ticket with which the client can resume this session later with a shorter handshake. It is the server's state, encrypted for the server itself.",
    "一張票證，客戶端之後可以用它以較短的交握恢復這個工作階段。內容是伺服器自己的狀態，用只有伺服器知道的金鑰加密。",
    "RFC 5077 §3.3",
  ),
  Finished: explain(
    "A check value over the whole handshake, which shows that nobody has changed it. It is the first message that is protected with the new keys.",
    "對整個交握的檢查值，用來證明沒有人竄改過。它是第一個以新金鑰保護的訊息。",
    "RFC 5246 §7.4.9",
  ),
  Handshake: explain(
    "A handshake message that this page does not know by name. Its number is assigned by IANA.",
    "這個頁面不知道名稱的交握訊息。它的編號由 IANA 指定。",
    "RFC 8446 §4",
  ),
  EncryptedHandshake: explain(
    "A handshake message after ChangeCipherSpec: in TLS 1.2 this is Finished. It is encrypted, so only its length can be seen.",
    "ChangeCipherSpec 之後的交握訊息：在 TLS 1.2 中就是 Finished。它已加密，只看得到長度。",
    "RFC 5246 §7.4.9",
  ),
  ChangeCipherSpec: explain(
    "What this side sends from here on is protected with the new keys. In TLS 1.3 it means nothing, and is sent only because old devices on the way expect it.",
    "從這裡開始，這一方送出的內容都用新金鑰保護。在 TLS 1.3 中它沒有意義，只是因為路上的舊設備期待看到它才送。",
    "RFC 5246 §7.1",
  ),
  Alert: explain(
    "One side reports an error, or with close_notify that it will send no more. A fatal alert ends the connection.",
    "一方回報錯誤，或用 close_notify 表示不再傳送。嚴重（fatal）的警示會結束連線。",
    "RFC 8446 §6",
  ),
  EncryptedAlert: explain(
    "An alert that is encrypted, so that its description cannot be read. At the end of a connection it is usually close_notify.",
    "加密的警示，讀不到內容。連線結束時通常是 close_notify。",
    "RFC 5246 §7.2",
  ),
  ApplicationData: explain(
    "Encrypted data, of which only the length can be seen. In TLS 1.3 the rest of the handshake and alerts travel in records of this type too, and nobody on the way can tell them apart.",
    "加密的資料，只看得到長度。在 TLS 1.3 中，其餘的交握訊息和警示也放在這種紀錄裡，路上沒有人分辨得出來。",
    "RFC 8446 §5.2",
  ),
};
