import { sourceUrl } from "./explanation.js";
import "./glossary.css";

/** A manual page or an RFC's section by its name, to go to in a tab of its own. */
export function SourceLink({ source, className = "" }: { source: string; className?: string }) {
  const url = sourceUrl(source);
  if (url === undefined) return <span className={className}>{source}</span>;
  return (
    <a className={`source-link ${className}`} href={url} target="_blank" rel="noreferrer">
      {source}
    </a>
  );
}
