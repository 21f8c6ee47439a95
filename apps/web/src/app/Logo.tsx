/** Two lifelines and what passes between them. */
export function Logo() {
  return (
    <svg className="logo" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
      <path d="M6 3v18M18 3v18" stroke="var(--border-strong)" strokeWidth="1.5" strokeLinecap="round" />
      <path
        d="m18 7.5-11.5 3M6.5 14.5 18 17.5"
        stroke="var(--blue)"
        strokeWidth="1.75"
        strokeLinecap="round"
      />
      <rect x="4" y="5.5" width="4" height="12" rx="2" fill="var(--program-0)" />
      <rect x="16" y="5.5" width="4" height="14" rx="2" fill="var(--program-1)" />
    </svg>
  );
}
