/** Bytes of a result that a recorded step expects: longer ones are not compared. */
export const COMPARED_BYTES = 256;
