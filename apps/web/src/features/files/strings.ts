import { inBothLanguages } from "../../shared/in-both-languages.js";

export const filesStrings = inBothLanguages({
  en: {
    files: {
      title: "Files",
      list: "Files of the shared folder",
      count_zero: "none yet",
      count_one: "{{count}} · {{size}}",
      count_other: "{{count}} · {{size}}",
      empty:
        'Your programs share one folder, as on one computer. What one of them writes with open("notes.txt", "w") appears here, and the others can open it. Add a file, or drop it here, for your programs to read.',
      upload: "Add files from this computer",
      certificates: {
        open: "Make a certificate",
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
      wheel: "Package from this server",
      addWheel: "Add",
      view: "Show {{path}}",
      changedBy: "changed by",
      you: "you",
      download: "Save {{path}} to this computer",
      delete: "Delete {{path}}",
      deleted: "{{path}} was deleted.",
      facts: "{{size}} · changed by {{by}} · {{at}}",
      noBytes: "This file is empty.",
      cut: "The first {{size}} are shown. Save it to see the rest.",
      save: "Save to this computer",
      problems: {
        fileBytes: "{{path}} is larger than {{fileSize}}, the limit for one file. It is not shared or kept.",
        allBytes:
          "There is no room for {{path}}. All files together: {{allSize}} at most. Delete some first.",
        files: "There is no room for {{path}}. A page can have at most {{files}} files. Delete some first.",
        program: "{{path}} is the name of a program on this page. Rename one of the two.",
        unreadable: "{{path}} could not be read from this computer.",
        notKept: "The browser cannot keep {{path}}: a reload will lose it. Save it to this computer.",
        wheelOfPlatform:
          "{{path}} is compiled for one system. Only wheels in pure Python, whose names end with -none-any.whl, can be imported here.",
        noSuchWheel: "This server offers no wheel of {{path}}.",
        wheelNotSent: "{{path}} could not be fetched from this server. Try again.",
        noWheel: "{{path}} is not a wheel: it is no ZIP archive. Download it again.",
        conflict:
          "{{path}} was changed in two tabs at the same time. Both are kept: yours is now {{copy}}, the other tab's is {{path}}.",
      },
    },
  },
  "zh-TW": {
    files: {
      title: "檔案",
      list: "共用資料夾的檔案",
      count_zero: "尚無檔案",
      count_one: "{{count}} 個 · {{size}}",
      count_other: "{{count}} 個 · {{size}}",
      empty:
        '這裡的程式共用一個資料夾，就像在同一台電腦上。程式用 open("notes.txt", "w") 寫出的檔案會出現在這裡，其他程式也能開啟。要讓程式讀取檔案，請用右上方的按鈕加入，或把檔案拖到這裡。',
      upload: "從這台電腦加入檔案",
      certificates: {
        open: "製作憑證",
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
      wheel: "這個伺服器提供的套件",
      addWheel: "加入",
      view: "檢視 {{path}}",
      changedBy: "修改者：",
      you: "你",
      download: "把 {{path}} 存到這台電腦",
      delete: "刪除 {{path}}",
      deleted: "已刪除 {{path}}。",
      facts: "{{size}} · 由 {{by}} 修改 · {{at}}",
      noBytes: "這個檔案是空的。",
      cut: "只顯示前 {{size}}，要看其餘內容請存下檔案。",
      save: "存到這台電腦",
      problems: {
        fileBytes: "{{path}} 超過單一檔案的上限 {{fileSize}}，不會共用，也不會保存。",
        allBytes: "{{path}} 放不下：整個頁面的檔案合計最多 {{allSize}}，請先刪除一些。",
        files: "{{path}} 放不下：一個頁面最多 {{files}} 個檔案，請先刪除一些。",
        program: "{{path}} 是這個頁面裡某個程式的名稱，請更改其中一個的名稱。",
        unreadable: "無法從這台電腦讀取 {{path}}。",
        notKept: "瀏覽器無法保存 {{path}}，重新載入後就會消失，請先存到這台電腦。",
        wheelOfPlatform:
          "{{path}} 是為特定系統編譯的。這裡只能匯入純 Python 的 wheel，檔名以 -none-any.whl 結尾。",
        noSuchWheel: "這個伺服器沒有提供 {{path}} 的 wheel。",
        wheelNotSent: "無法從這個伺服器取得 {{path}}，請再試一次。",
        noWheel: "{{path}} 不是 wheel：它不是 ZIP 壓縮檔，請重新下載。",
        conflict:
          "兩個分頁同時改了 {{path}}。兩份都留著：這裡的改名為 {{copy}}，{{path}} 是另一個分頁的內容。",
      },
    },
  },
});
