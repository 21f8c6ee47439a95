import { useRef } from "react";
import type { Browser } from "./browser-model.js";
import { enteredForm, followedLink, isInPage, pressedForm } from "./page-links.js";

interface PageFrameProps {
  html: string;
  title: string;
  browser: Browser;
}

/**
 * A page of a server that anyone may have written. ADR 43: nothing in it runs (no `allow-scripts`), nothing is loaded from
 * elsewhere (its own policy, and the page's), it opens no windows and sends no forms. `allow-same-origin` alone lets this
 * page see which of its links is pressed.
 */
export function PageFrame({ html, title, browser }: PageFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const watch = () => {
    const document = frame.current?.contentDocument;
    if (document === null || document === undefined) return;
    document.addEventListener("click", (event) => {
      const link = followedLink(event.target);
      const form = link === undefined ? pressedForm(event.target) : undefined;
      if (link === undefined && form === undefined) return;
      event.preventDefault();
      if (link !== undefined && isInPage(document, link)) return;
      if (link !== undefined) void browser.open(link);
      else if (form !== undefined) void browser.open(form.url, form.request);
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      const form = enteredForm(event.target);
      if (form === undefined) return;
      event.preventDefault();
      void browser.open(form.url, form.request);
    });
  };
  return (
    <iframe
      ref={frame}
      className="peer-frame"
      title={title}
      sandbox="allow-same-origin"
      referrerPolicy="no-referrer"
      srcDoc={html}
      onLoad={watch}
    />
  );
}
