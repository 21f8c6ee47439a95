/** A file in the working directory of programs, or in /tmp. */
export interface ProgramFile {
  /** Relative to the working directory: "received.bin", "out/1.txt"; whole in /tmp: "/tmp/port". */
  path: string;
  data: Uint8Array;
  /** Milliseconds since 1970, as Date.now(). */
  modifiedMs: number;
  /** A program's text in UTF-8, which lies there in the encoding that its coding line declares. */
  isProgram?: boolean;
}
