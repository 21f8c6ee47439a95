/** What came of one process. */
export interface Outcome {
  /** As a shell reports it: 130 after Ctrl+C. */
  status: number;
  stdout: string;
  stderr: string;
}
