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
      makeCertificate: "Make a certificate",
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
      makeCertificate: "製作憑證",
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
