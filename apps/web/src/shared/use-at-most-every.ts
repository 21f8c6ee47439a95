import { useEffect, useRef, useState } from "react";

/** A value that changes often, taken over at most once in so many milliseconds; its last one is not missed. */
export function useAtMostEvery<T>(ms: number, value: T): T {
  const [taken, setTaken] = useState(value);
  const nextMs = useRef(0);
  useEffect(() => {
    const take = () => {
      nextMs.current = performance.now() + ms;
      setTaken(value);
    };
    const timer = setTimeout(take, Math.max(0, nextMs.current - performance.now()));
    return () => clearTimeout(timer);
  }, [ms, value]);
  return taken;
}
