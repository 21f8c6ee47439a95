import { useLanguage } from "../../shared/use-language.js";

/** A time of day, as the page's language writes it: "14:03:09". */
export function useClockTime(): (atMs: number) => string {
  const language = useLanguage();
  return (atMs) => new Date(atMs).toLocaleTimeString(language, { timeStyle: "medium", hourCycle: "h23" });
}
