import { BrowserDatabase } from "./browser-tables.js";
import { type KeptFile, parseKeptFile } from "./kept-file.js";
import { type KeptProgram, type Project, parseKeptProgram, parseProject } from "./project.js";
import { type ProjectState, parseProjectState } from "./project-state.js";
import { browserTabChannel, noOtherTabs, type TabChannel } from "./tab-channel.js";
import { MemoryTable, type Table } from "./table.js";

/** Where projects are stored, and who else reads and writes there. */
export interface ProjectTables {
  /** Whether a reload finds it again. */
  isKept: boolean;
  /** Whether there are rows that cannot be read. */
  hasUnreadable(): boolean;
  projects: Table<Project>;
  programs: Table<KeptProgram>;
  files: Table<KeptFile>;
  states: Table<ProjectState>;
  tabs: TabChannel;
}

/** The browser's database; memory, where the browser has none for this page. */
export async function openTables(): Promise<ProjectTables> {
  try {
    const database = await BrowserDatabase.open();
    return {
      isKept: true,
      hasUnreadable: () => database.hasUnreadable,
      projects: database.table("projects", parseProject),
      programs: database.table("programs", parseKeptProgram),
      files: database.table("files", parseKeptFile),
      states: database.table("states", parseProjectState),
      tabs: browserTabChannel(),
    };
  } catch {
    return memoryTables();
  }
}

/** Tables that are gone with the page. */
export function memoryTables(): ProjectTables {
  return {
    isKept: false,
    hasUnreadable: () => false,
    projects: new MemoryTable(),
    programs: new MemoryTable(),
    files: new MemoryTable(),
    states: new MemoryTable(),
    tabs: noOtherTabs,
  };
}
