import { type KeyValueStorage, readJson, writeJson } from "../../shared/storage.js";

/** Names of a lab's hosts, which a wire joins; null for a lab that is one host. */
export type HostNames = readonly string[] | null;

export function isSameHosts(a: HostNames, b: HostNames): boolean {
  return String(a) === String(b);
}

export function parseHostNames(value: unknown): HostNames {
  return Array.isArray(value) && value.every((name) => typeof name === "string") ? value : null;
}

/** Projects whose hosts are kept; those that were chosen last stay. */
const MAX_PROJECTS = 100;

/** localStorage: `{version: 1, projects: [[id, names], …]}`, the last chosen at the end. */
const STORAGE_KEY = "sockpit.hosts";

/** What hosts the labs of each project have. */
export class ProjectHosts {
  readonly #storage: KeyValueStorage | undefined;

  constructor(storage: KeyValueStorage | undefined) {
    this.#storage = storage;
  }

  of(project: string): HostNames {
    return parseHostNames(this.#read().find(([id]) => id === project)?.[1]);
  }

  set(project: string, hosts: HostNames): void {
    const others = this.#read().filter(([id]) => id !== project);
    const projects = hosts === null ? others : [...others, [project, hosts]];
    writeJson(this.#storage, STORAGE_KEY, { version: 1, projects: projects.slice(-MAX_PROJECTS) });
  }

  /** Another tab may have chosen meanwhile. */
  #read(): readonly (readonly unknown[])[] {
    const value = readJson(this.#storage, STORAGE_KEY);
    if (typeof value !== "object" || value === null || !("projects" in value)) return [];
    return Array.isArray(value.projects) ? value.projects.filter((entry) => Array.isArray(entry)) : [];
  }
}
