import { inBothLanguages } from "../../../shared/in-both-languages.js";

declare module "../../../shared/translation.js" {
  interface PageTexts extends CertificateTexts {}
}

type CertificateTexts = (typeof certificateStrings)["en"];

/** The texts of certificates, fetched with their dialog: keys begin with "certificates.". */
export const certificateStrings = inBothLanguages({
  en: {
    certificates: {
      title: "Make a certificate",
      about:
        "For TLS servers of this project. An authority (ca.pem) is made with the first one and signs the others; clients that load it trust them.",
      kind: "Kind of certificate",
      kinds: {
        valid: "Valid",
        expired: "Expired",
        notYet: "Not valid yet",
        otherName: "Another name",
      },
      lessons: {
        valid: "Clients that trust ca.pem accept it.",
        expired: "Clients refuse it: certificate has expired.",
        notYet: "Clients refuse it: certificate is not yet valid.",
        otherName:
          "Clients refuse it: hostname mismatch. It is for another server than the one they asked for.",
      },
      names: "Names and addresses of the server",
      from: "Valid from",
      to: "Valid to",
      file: "Name of its files, without .pem",
      selfSigned: "Self-signed: without an authority",
      make: "Make it",
      made: "The files are there. Your programs load them so:",
      inServer: "In the server",
      inClient: "In the client",
      faults: {
        none: "A certificate needs at least one name or address, such as localhost.",
        tooMany: "A certificate made here has at most 16 names and addresses.",
        noName:
          "{{name}} is no host name and no address. Write it like localhost, www.example.com, 127.0.0.1 or ::1.",
        noDay: "Choose the days on which it begins and ends to be valid.",
        order: "Its last day comes before its first.",
        path: "The files stay inside the project: letters, digits, . _ - and folders, without / at the beginning, . and .. as folders, in at most 48 characters.",
        reserved: "ca.pem belongs to the authority. Choose another name.",
        insecure:
          "This page came over plain HTTP, where browsers offer no cryptography. Open it over HTTPS or from localhost.",
        otherAuthority:
          "ca.pem and ca-key.pem of this project do not belong together, or were not made here. Delete or rename them first.",
        notKept: "The files could not be kept: see above.",
      },
    },
  },
  "zh-TW": {
    certificates: {
      title: "製作憑證",
      about:
        "給這個專案的 TLS 伺服器使用。第一次會同時建立憑證機構（ca.pem），之後的憑證都由它簽發；載入它的客戶端就會信任這些憑證。",
      kind: "憑證的種類",
      kinds: {
        valid: "有效",
        expired: "已過期",
        notYet: "尚未生效",
        otherName: "名稱不符",
      },
      lessons: {
        valid: "信任 ca.pem 的客戶端會接受它。",
        expired: "客戶端會拒絕：憑證已過期（certificate has expired）。",
        notYet: "客戶端會拒絕：憑證尚未生效（certificate is not yet valid）。",
        otherName: "客戶端會拒絕：主機名稱不符（hostname mismatch）。這張憑證屬於另一台伺服器。",
      },
      names: "伺服器的名稱和位址",
      from: "生效日",
      to: "到期日",
      file: "檔名（不含 .pem）",
      selfSigned: "自簽：不經過憑證機構",
      make: "製作",
      made: "檔案已經建立。程式這樣載入：",
      inServer: "伺服器",
      inClient: "客戶端",
      faults: {
        none: "憑證至少要有一個名稱或位址，例如 localhost。",
        tooMany: "這裡製作的憑證最多有 16 個名稱和位址。",
        noName:
          "{{name}} 不是主機名稱，也不是位址。請寫成 localhost、www.example.com、127.0.0.1 或 ::1 的形式。",
        noDay: "請選擇生效日和到期日。",
        order: "到期日早於生效日。",
        path: "檔案必須在專案裡：只能用英文字母、數字、. _ - 和資料夾，開頭不能是 /，資料夾不能是 . 或 ..，最多 48 個字元。",
        reserved: "ca.pem 是憑證機構的檔案，請換一個名稱。",
        insecure:
          "這個頁面是用一般的 HTTP 載入的，瀏覽器因此不提供密碼學功能。請改用 HTTPS，或從 localhost 開啟。",
        otherAuthority: "這個專案的 ca.pem 和 ca-key.pem 不是一對，或不是在這裡建立的。請先刪除或改名。",
        notKept: "檔案無法保存：原因請看檔案區的訊息。",
      },
    },
  },
});
