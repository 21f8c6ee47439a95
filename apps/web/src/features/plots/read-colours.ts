/** The colours of the page's theme that a canvas needs, by custom property. */
export function readColour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
