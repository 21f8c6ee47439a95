import type { ConsoleEditorOptions, openConsoleEditor } from "./console-editor.js";

/** Opens what a call is written in; fetched when a console is. */
export type OpenConsoleEditor = (
  options: Omit<ConsoleEditorOptions, "base">,
) => ReturnType<typeof openConsoleEditor>;

export async function loadConsoleEditor(): Promise<OpenConsoleEditor> {
  const [editor, { lineExtensions: base }] = await Promise.all([
    import("./console-editor.js"),
    import("./CodeEditor.js"),
  ]);
  return (options) => editor.openConsoleEditor({ ...options, base });
}
