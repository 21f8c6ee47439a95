import type { Look } from "./look.js";

const looks = [
  { theme: "dark", language: "en" },
  { theme: "light", language: "en" },
  { theme: "dark", language: "zh-TW" },
  { theme: "light", language: "zh-TW" },
] as const;

/** The stories by component, and in which theme and language the chosen one is shown. */
export function StoryList({ ids, look }: { ids: readonly string[]; look: Look }) {
  return (
    <nav className="story-list" aria-label="Stories" lang="en">
      <p>
        {looks.map(({ theme, language }) => (
          <a
            key={`${theme} ${language}`}
            href={addressOf({ ...look, theme, language })}
            aria-current={look.theme === theme && look.language === language}
          >
            {theme} {language}
          </a>
        ))}
      </p>
      <ul>
        {ids.map((id) => (
          <li key={id}>
            <a href={addressOf({ ...look, id })} aria-current={look.id === id}>
              {id}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function addressOf({ id, theme, language }: Look): string {
  return `#${new URLSearchParams({ story: id, theme, language })}`;
}
