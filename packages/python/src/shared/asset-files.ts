/** What an interpreter is made from, by the name of the file. */
export const assetFiles = {
  wasm: "pyodide.asm.wasm",
  /** The rest of the standard library is fetched when it is imported: see library-archive.ts. */
  standardLibrary: "stdlib-start.bin",
  glue: "pyodide.asm.mjs",
  loader: "pyodide.mjs",
} as const;

/** Where the files of Python are, as the page's build puts them there. */
export interface PythonAssets {
  /** "/pyodide/314.0.7-1f2e3d4c/" */
  url: string;
  /** The sizes of those that a start needs, by name, as they are unpacked: a server sends them compressed. */
  bytes: Readonly<Record<string, number>>;
}
