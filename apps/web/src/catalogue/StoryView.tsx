import { type ReactNode, useEffect, useRef } from "react";
import { AppProvider } from "../app/AppProvider.js";
import type { AppModel } from "../app/app-model.js";
import type { Translation } from "../shared/translation.js";
import { TranslationContext } from "../shared/translation-context.js";
import type { Stage, Story } from "./story.js";

const PANE_WIDTH_PX = 480;

interface StoryViewProps {
  story: Story;
  app: AppModel;
  translation: Translation;
  /** The story is on the page, and what it does there is done. */
  onShown(): void;
}

/** One story among the models of the page. */
export function StoryView({ story, app, translation, onShown }: StoryViewProps): ReactNode {
  const isActed = useRef(false);
  useEffect(() => {
    if (isActed.current) return;
    isActed.current = true;
    story.act?.(stage, translation.t);
    requestAnimationFrame(() => requestAnimationFrame(onShown));
  }, [story, translation, onShown]);
  return (
    <TranslationContext value={translation}>
      <AppProvider app={app}>
        <div className="story" style={{ width: story.widthPx ?? PANE_WIDTH_PX }}>
          {story.view(app)}
        </div>
      </AppProvider>
    </TranslationContext>
  );
}

const stage: Stage = {
  press(name) {
    const button = [...document.querySelectorAll("button, summary")].find((element) =>
      (element.getAttribute("aria-label") ?? element.textContent ?? "").startsWith(name),
    );
    if (button === undefined) throw new Error(`The story has no button ${name}`);
    // Menus open when the pointer goes down, everything else at a click.
    button.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, button: 0, pointerType: "mouse" }));
    if (button instanceof HTMLElement) button.click();
  },
};
