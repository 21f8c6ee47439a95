import type { RequestDraft } from "./http/request.js";

/** A form as it is sent: HTML §4.10.21.3. */
export interface SentForm {
  readonly url: string;
  readonly request: Pick<RequestDraft, "method" | "headers" | "body">;
}

/** The address of the link that an event is on. What is in a frame is of another realm: no `instanceof`. */
export function followedLink(target: EventTarget | null): string | undefined {
  return elementOf(target)?.closest("a[href], area[href]")?.getAttribute("href") ?? undefined;
}

/** Whether a link is to a place of the page itself, which is then shown. */
export function isInPage(document: Document, link: string): boolean {
  if (!link.startsWith("#")) return false;
  const place = link.slice(1);
  (document.getElementById(place) ?? document.getElementsByName(place)[0])?.scrollIntoView();
  return true;
}

const submits = "button:not([type]), button[type=submit i], input[type=submit i], input[type=image i]";
const typed = "input:not([type=submit i]):not([type=button i]):not([type=reset i]):not([type=image i])";

/** The form of the button that is pressed. */
export function pressedForm(target: EventTarget | null): SentForm | undefined {
  const button = elementOf(target)?.closest(submits);
  const form = button?.closest("form");
  return form === null || form === undefined ? undefined : sentForm(form, button ?? null);
}

/** The form of a field in which Enter is pressed: HTML §4.10.21.2, implicit submission. */
export function enteredForm(target: EventTarget | null): SentForm | undefined {
  const form = elementOf(target)?.closest(typed)?.closest("form");
  return form === null || form === undefined ? undefined : sentForm(form, form.querySelector(submits));
}

function sentForm(form: HTMLFormElement, button: Element | null): SentForm | undefined {
  const action = button?.getAttribute("formaction") ?? form.getAttribute("action");
  const url = URL.parse(action ?? "");
  if (url === null) return undefined;
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form))
    fields.append(name, typeof value === "string" ? value : value.name);
  const [name, value] = [button?.getAttribute("name"), button?.getAttribute("value")];
  if (name !== null && name !== undefined) fields.append(name, value ?? "");
  const method = (form.getAttribute("method") ?? "get").toLowerCase();
  if (method !== "post") {
    url.search = fields.toString();
    return { url: url.href, request: { method: "GET", headers: "", body: "" } };
  }
  const headers = "Content-Type: application/x-www-form-urlencoded";
  return { url: url.href, request: { method: "POST", headers, body: fields.toString() } };
}

function elementOf(target: EventTarget | null): Element | undefined {
  return target !== null && "closest" in target ? (target as Element) : undefined;
}
