/** One of Pyodide's files, with its size as it is unpacked: a server may send it compressed. */
export interface AssetFile {
  name: string;
  bytes: number;
}

/** What an interpreter is made from. Sizes are those of the pyodide version in package.json. */
export const assetFiles = {
  wasm: { name: "pyodide.asm.wasm", bytes: 9_598_218 },
  standardLibrary: { name: "python_stdlib.zip", bytes: 2_545_637 },
  glue: { name: "pyodide.asm.mjs", bytes: 1_250_344 },
  loader: { name: "pyodide.mjs", bytes: 17_931 },
} as const satisfies Record<string, AssetFile>;
