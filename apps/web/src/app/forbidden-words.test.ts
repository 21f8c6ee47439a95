import { expect, it } from "vitest";

/** Words that readers stumbled over, or that name a second time what has a name. Beside each: what the page says. */
const forbidden = {
  en: [
    /\bstands?\b/i, // is paused, is shown
    /\bby force\b/i, // force quit
    /\bFresh network\b/i, // reset network
    /\bheld by no\b|\bno descriptor\b/i, // left in the kernel
    /\bstatus \{\{/, // exit code
    /^no socket$/, // nobody listening
    /\bnothing listens\b|\bnobody listens\b/i, // nobody is listening
    /\b(isolated|mapped) network\b/i, // private network, shared loopback (mapped)
    /\bno UTF-8\b/, // not valid UTF-8
    /\binnermost\b/, // call stack
    /\b(he|it|and) goes on\b|^Go on/i, // continues
    /\bprograms' texts?\b/i, // your code
    /\btoo fast to be kept\b/, // recorded
    /\b(bear|mend|amidst|whoever)\b/i,
  ],
  "zh-TW": [
    /⋯(?! ›)/, // ……; a menu is drawn as ⋯
    /發送/, // 傳送
    /聆聽|在聽|在 listen/, // 監聽
    /回傳|返回/, // 傳回
    /重送/, // 重傳
    /用戶端/, // 客戶端
    /對映網路/, // 共用 loopback（對映）
    /換新網路/, // 重設網路
    /狀態 \{\{/, // 結束碼
    /確認號(?!碼)/, // 確認號碼
    /實例/, // 執行個體
    /沒有程式持有|沒有描述子(?!可用)/, // 只剩核心保留
    /^沒有 socket$/, // 無人監聽
    /慢啟動|要嘛|接住了|在途/,
    /\bpid\b/, // 行程
  ],
} as const;

/** Sources whose string literals a person reads. */
const sources = Object.values({
  ...import.meta.glob<string>(["../**/*strings.ts", "../**/*glossary.ts", "../**/error-texts.ts"], {
    query: "?raw",
    import: "default",
    eager: true,
  }),
  ...import.meta.glob<string>("../../../../packages/protocol/src/commands/*.ts", {
    query: "?raw",
    import: "default",
    eager: true,
  }),
});

const programs = Object.values(
  import.meta.glob<string>("../features/programs/**/*.py", { query: "?raw", import: "default", eager: true }),
);

const texts = [...sources.flatMap(literals), ...programs];

function literals(source: string): string[] {
  return source.match(/"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`/g)?.map((text) => text.slice(1, -1)) ?? [];
}

it.each(["en", "zh-TW"] as const)("uses the words that readers understand in every text: %s", (language) => {
  const own = texts.filter((text) => /\p{Script=Han}/u.test(text) === (language === "zh-TW"));
  expect(own.length).toBeGreaterThan(500);
  const found = own.filter((text) => {
    const said = text.replaceAll(/\{\{(\w+)\}\}/g, "{{}}");
    return forbidden[language].some((word) => word.test(said));
  });
  expect(found).toEqual([]);
});
