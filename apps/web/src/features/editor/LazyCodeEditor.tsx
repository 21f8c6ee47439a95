import { lazy, Suspense, useEffect } from "react";
import { ErrorBoundary } from "../../shared/ErrorBoundary.js";
import { fetchTheRest } from "../../shared/on-demand.js";
import type { CodeEditorProps } from "./CodeEditor.js";
import "./editor.css";

const CodeEditor = lazy(async () => ({ default: (await import("./CodeEditor.js")).CodeEditor }));

/** For the editor to be drawn first. */
const PAINT_MS = 200;

/** An editor is the last thing that the page needs to be usable. */
function useFetchTheRest(): void {
  useEffect(() => {
    requestAnimationFrame(() => setTimeout(() => void fetchTheRest(), PAINT_MS));
  }, []);
}

/** The editor; until it is loaded, the text as it will stand there; where it cannot be loaded, a plain one. */
export function LazyCodeEditor(props: CodeEditorProps) {
  const placeholder = (
    <pre className="code-editor code-placeholder" aria-busy="true">
      {props.source}
    </pre>
  );
  return (
    <ErrorBoundary fallback={() => <PlainEditor {...props} />}>
      <Suspense fallback={placeholder}>
        <CodeEditor {...props} />
        <Rest />
      </Suspense>
    </ErrorBoundary>
  );
}

/** Drawn with the editor, and not before. */
function Rest() {
  useFetchTheRest();
  return null;
}

function PlainEditor({ label, source, onChange }: CodeEditorProps) {
  useFetchTheRest();
  return (
    <textarea
      className="code-editor code-placeholder"
      aria-label={label}
      spellCheck={false}
      value={source}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
