/** What the command line ends with, for scripts. */
export const exitStatus = {
  ok: 0,
  /** A scenario failed, or has mistakes. */
  failed: 1,
  /** It could not be run: a file that cannot be read, a server that does not answer, wrong arguments. */
  cannotRun: 2,
  /** 128 + SIGINT. */
  interrupted: 130,
} as const;

/** Why something could not be run, in words for whoever called it. */
export class CannotRun extends Error {
  override readonly name = "CannotRun";
}
