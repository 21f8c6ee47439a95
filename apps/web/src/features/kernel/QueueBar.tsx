import { Explain, type Term } from "../glossary/public.js";
import { Changing } from "./Changing.js";
import "./queues.css";

interface QueueBarProps {
  name: string;
  term: Term;
  bytes: number;
  /** Null where the kernel does not report it. */
  limitBytes: number | null;
}

/** A little is still seen to be there. */
const LEAST_PART = 0.02;

/** Bytes in a queue, against what it may hold. */
export function QueueBar({ name, term, bytes, limitBytes }: QueueBarProps) {
  const part = limitBytes === null || limitBytes === 0 ? 0 : Math.min(1, bytes / limitBytes);
  return (
    <div className="queue-line">
      <Explain term={term} className="queue-name">
        {name}
      </Explain>
      <span className="queue-count">
        <Changing value={bytes} className={bytes > 0 ? "queue-filled" : ""}>
          {formatCount(bytes)}
        </Changing>
        {limitBytes === null ? " B" : <span className="dim"> / {formatCount(limitBytes)} B</span>}
      </span>
      <span className="queue-bar" aria-hidden="true">
        <span style={{ transform: `scaleX(${bytes > 0 ? Math.max(LEAST_PART, part) : 0})` }} />
      </span>
    </div>
  );
}

const counts = new Intl.NumberFormat("en");

function formatCount(count: number): string {
  return counts.format(count);
}
