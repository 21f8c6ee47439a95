/** The one change that makes one text of another: what is the same before and behind it stays, with its marks and the cursor. */
export function difference(before: string, after: string): { from: number; to: number; insert: string } {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from += 1;
  let behind = 0;
  while (behind < shorter - from && before[before.length - 1 - behind] === after[after.length - 1 - behind])
    behind += 1;
  return { from, to: before.length - behind, insert: after.slice(from, after.length - behind) };
}
