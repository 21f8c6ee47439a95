declare module "virtual:texts/*" {
  export const texts: object;
}

declare module "virtual:python-assets" {
  export const pythonAssets: import("@sockpit/python").PythonAssets;
}

/** See build/python-runtime.ts. */
declare module "virtual:python-runtime-url" {
  /** "/assets/sockpit_runtime-1f2e3d4c.zip" */
  export const pythonRuntimeUrl: string;
}
