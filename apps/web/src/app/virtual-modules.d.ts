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

/** See build/scenario-gallery.ts. */
declare module "virtual:scenario-gallery" {
  type LocalText = { readonly en: string; readonly "zh-TW"?: string | undefined };

  export const topics: Readonly<Record<string, LocalText>>;
  export const gallery: readonly {
    /** Its file's name without the ending: "tcp-hello". */
    readonly name: string;
    readonly title: LocalText;
    readonly summary?: LocalText;
    /** Keys of `topics`. */
    readonly topics: readonly string[];
    readonly level?: "beginner" | "intermediate" | "advanced";
    readonly needsPython: boolean;
    load(): Promise<string>;
  }[];
}
