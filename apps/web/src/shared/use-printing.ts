import { useEffect, useState } from "react";
import { flushSync } from "react-dom";

/** Rows of a list that are printed at most: about ten pages. */
export const MAX_PRINTED_ROWS = 400;

/** Pixels across the paper between its margins: A4 upright, which is narrower than Letter. */
export const PAPER_WIDTH_PX = 700;

/** Whether the page is being printed. It is drawn anew before the browser lays it out for paper. */
export function useIsPrinting(): boolean {
  const [isPrinting, setIsPrinting] = useState(false);
  useEffect(() => {
    const begin = () => flushSync(() => setIsPrinting(true));
    const end = () => setIsPrinting(false);
    addEventListener("beforeprint", begin);
    addEventListener("afterprint", end);
    return () => {
      removeEventListener("beforeprint", begin);
      removeEventListener("afterprint", end);
    };
  }, []);
  return isPrinting;
}
