import { inBothLanguages } from "../../shared/in-both-languages.js";

export const projectsStrings = inBothLanguages({
  en: {
    projects: {
      problems: {
        unavailable:
          "This browser keeps nothing for this page (a private window, or site data is blocked): programs and files are gone after a reload. Save what you want to keep: ⋯ › Download.",
        full: "The browser has no room left: what you change now is gone after a reload. Delete files or projects that you no longer need, or save your programs: ⋯ › Download.",
        failed:
          "The browser could not store your latest changes: they are gone after a reload. Try again, or save your programs: ⋯ › Download.",
      },
      conflict:
        "{{name}} was changed in two tabs at the same time. Both texts are kept: {{copy}} is the one of the tab that came second.",
      keepBoth: "Keep both",
    },
  },
  "zh-TW": {
    projects: {
      problems: {
        unavailable:
          "這個瀏覽器不為這個頁面保存任何資料（無痕視窗，或封鎖了網站資料）：重新載入後，程式和檔案都會消失。要保留的程式請先存下來：⋯ › 下載。",
        full: "瀏覽器的儲存空間已滿：現在的修改在重新載入後會消失。請刪除不需要的檔案或專案，或先存下程式：⋯ › 下載。",
        failed: "瀏覽器無法保存最近的修改，重新載入後會消失。請再試一次，或先存下程式：⋯ › 下載。",
      },
      conflict: "兩個分頁同時改了 {{name}}。兩份都留著：較晚寫入的那一份是 {{copy}}。",
      keepBoth: "兩份都保留",
    },
  },
});
