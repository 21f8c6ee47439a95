import { saveFile } from "../../shared/save-file.js";
import { type ProgramsModel, sourceFile } from "../programs/public.js";
import { type ChosenFolder, filesOfFolder, filesOfZip, zipOf } from "./folder-sources.js";
import { importProject, type LeftOut } from "./import-project.js";
import type { ProjectsModel } from "./projects-model.js";

/** What has become of a folder or ZIP: a project with some files left out, or none. */
export type Opened =
  | { readonly kind: "opened"; readonly leftOut: readonly LeftOut[] }
  | { readonly kind: "noZip" | "emptyFolder"; readonly name: string };

export async function openFolder(model: ProjectsModel, chosen: readonly File[]): Promise<Opened> {
  return open(model, filesOfFolder(chosen));
}

export async function openZip(model: ProjectsModel, file: File): Promise<Opened> {
  const folder = await filesOfZip(file);
  return folder === undefined ? { kind: "noZip", name: file.name } : open(model, folder);
}

async function open(model: ProjectsModel, { name, files }: ChosenFolder): Promise<Opened> {
  const { leftOut, ...content } = await importProject(files);
  if (content.programs.length + content.files.length === 0) return { kind: "emptyFolder", name };
  await model.createFrom(name, content);
  return { kind: "opened", leftOut };
}

/** Saves a project's programs and files as a ZIP, which `openZip` opens again. */
export async function downloadZip(
  model: ProjectsModel,
  programs: ProgramsModel,
  name: string,
): Promise<void> {
  const files = new Map((await model.files()).map(({ path, data }) => [path, data]));
  for (const program of programs.store.getState().programs) {
    const source = await sourceFile(program);
    files.set(program.name, new Uint8Array(await source.arrayBuffer()));
  }
  saveFile(`${name}.zip`, zipOf(files));
}
