import type { ProgramsModel } from "./programs-model.js";

/** Adds files of the person's computer as programs, as far as there is room. */
export async function openPrograms(programs: ProgramsModel, files: readonly File[]): Promise<void> {
  for (const file of files) {
    const source = await file.text();
    programs.add({ name: file.name, source: source.replace(/\r\n?/g, "\n") });
  }
}
