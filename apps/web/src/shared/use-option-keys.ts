import { type KeyboardEvent, useEffect, useId, useState } from "react";

interface OptionKeys {
  /** Of the options: `${id}-0`, `${id}-1` … */
  readonly id: string;
  /** Which option Enter takes; -1 where there is none. */
  readonly chosen: number;
  choose(index: number): void;
  onKeyDown(event: KeyboardEvent): void;
}

/** The keys of a field with a list of options below it: arrows choose one, Enter takes it. ARIA APG, Combobox with a list. */
export function useOptionKeys(count: number, onTake: (index: number) => void): OptionKeys {
  const id = useId();
  const [at, choose] = useState(0);
  const chosen = Math.min(at, count - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter ends a word in Chinese.
    if (event.nativeEvent.isComposing) return;
    const moves: Readonly<Record<string, number>> =
      count === 0 ? {} : { ArrowDown: (chosen + 1) % count, ArrowUp: (chosen <= 0 ? count : chosen) - 1 };
    const next = moves[event.key];
    if (event.key === "Enter") onTake(chosen);
    else if (next === undefined) return;
    else choose(next);
    event.preventDefault();
  };
  useEffect(() => {
    document.getElementById(`${id}-${chosen}`)?.scrollIntoView({ block: "nearest" });
  }, [id, chosen]);
  return { id, chosen, choose, onKeyDown };
}
