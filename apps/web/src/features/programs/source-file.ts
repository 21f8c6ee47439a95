import type { Program } from "../../shared/program.js";

/** A program as a file: in the encoding that its coding line declares, if that has all its characters, or else in UTF-8. */
export async function sourceFile({ source }: Pick<Program, "source">): Promise<Blob> {
  const type = "text/x-python";
  // Most have none, and can be saved also while the server is away.
  if (!/coding[:=]/.test(source)) return new Blob([source], { type });
  const { encodeSource } = await import("@sockpit/python/source-coding");
  return new Blob([encodeSource(source).bytes], { type });
}
