/** What came of one process. */
export interface Outcome {
  /** As a shell reports it: 130 after Ctrl+C. */
  status: number;
  stdout: string;
  stderr: string;
}

/** One program, as python3 and as the page ran it; both masked. */
export interface Comparison {
  id: string;
  python: string;
  expected: readonly Outcome[];
  actual: readonly Outcome[];
  /** From the start of the first process in the page to the end of the last. */
  pageMs: number;
}

export function isSame({ expected, actual }: Comparison): boolean {
  return JSON.stringify(actual) === JSON.stringify(expected);
}
