import { escapeXml } from "@sockpit/protocol";

const texts = {
  en: {
    title: "Sockpit: access code",
    ask: "This server asks for an access code.",
    label: "Access code",
    enter: "Enter",
    wrong: "This is not the access code.",
  },
  "zh-TW": {
    title: "Sockpit：存取碼",
    ask: "這部伺服器需要存取碼。",
    label: "存取碼",
    enter: "進入",
    wrong: "存取碼不正確。",
  },
} as const;

const style =
  "body{font:1rem/1.6 system-ui,sans-serif;max-width:24rem;margin:20vh auto;padding:0 1rem;color-scheme:light dark}" +
  "input,button{font:inherit;padding:.4rem .6rem;margin:.2rem 0;width:100%;box-sizing:border-box}[role=alert]{color:#c22}";

/** The form that asks for the access code. It needs no script. */
export function accessPage(
  language: keyof typeof texts,
  { next, isWrong }: { next: string; isWrong: boolean },
): string {
  const text = texts[language];
  const alert = isWrong ? `<p role="alert" id="wrong">${text.wrong}</p>` : "";
  const describedBy = isWrong ? ' aria-invalid="true" aria-describedby="wrong"' : "";
  return (
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${text.title}</title>` +
    `<meta name="viewport" content="width=device-width"><style>${style}</style></head><body><main><h1>Sockpit</h1>` +
    `<form method="post" action="/access"><p>${text.ask}</p>${alert}<label for="code">${text.label}</label>` +
    `<input id="code" name="code" type="password" autocomplete="current-password" required autofocus${describedBy}>` +
    `<input type="hidden" name="next" value="${escapeXml(next)}"><button>${text.enter}</button></form></main></body></html>`
  );
}

/**
 * For who follows a link from another site: browsers leave a SameSite=Strict cookie out of that request, and send it with
 * the reload, which is this site's own.
 */
export const reloadPage =
  '<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0"><title>Sockpit</title>';
