import { useEffect, useRef } from "react";
import { useTranslation } from "../../shared/translation-context.js";
import type { OpenConsoleEditor } from "../editor/public.js";
import type { Console } from "./console-model.js";

interface ConsoleLineProps {
  console: Console;
  label: string;
  openEditor: OpenConsoleEditor;
}

/** Where a call is written. */
export function ConsoleLine({ console, label, openEditor }: ConsoleLineProps) {
  const host = useRef<HTMLDivElement>(null);
  const translation = useTranslation();
  useEffect(() => {
    if (host.current === null) return;
    const { store } = console;
    const editor = openEditor({
      parent: host.current,
      label,
      translation,
      console: {
        variables: () => store.getState().variables,
        history: () => store.getState().history,
        isWaiting: () => store.getState().isWaiting,
        run: (text) => void console.run(text),
        interrupt: () => console.interrupt(),
      },
    });
    return () => editor.destroy();
  }, [console, translation, label, openEditor]);
  return <div ref={host} className="console-line code-editor" />;
}
