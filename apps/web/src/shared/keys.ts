export const isMac = /mac|iphone|ipad/i.test(navigator.platform);
const mod = isMac ? "⌘" : "Ctrl+";
const shift = isMac ? "⇧" : "Shift+";

/** The page's keys as this machine's keyboard names them. */
export const keys = {
  run: `${mod}Enter`,
  stop: isMac ? "⌃." : "Ctrl+.",
  runAll: isMac ? `${shift}${mod}Enter` : `${mod}${shift}Enter`,
  /** As PyCharm has them. */
  stepInto: "F7",
  stepOver: "F8",
  resume: "F9",
  stepToCall: "F10",
  breakpoint: `${mod}F8`,
  breakpoints: isMac ? `${shift}${mod}F8` : `${mod}${shift}F8`,
  /** CodeMirror's own: toggleTabFocusMode. */
  leaveEditor: isMac ? "⇧⌥M" : "Ctrl+M",
  /** CodeMirror's own. */
  find: `${mod}F`,
  comment: `${mod}/`,
  complete: isMac ? "⌃Space" : "Ctrl+Space",
  save: `${mod}S`,
  /** As PyCharm has them: Ctrl++ and Ctrl+- are the browser's. */
  largerCode: isMac ? "⌃⇧." : "Alt+Shift+.",
  smallerCode: isMac ? "⌃⇧," : "Alt+Shift+,",
  /** In Firefox Ctrl+Shift+P opens a private window. */
  commands: `${mod}K / ${isMac ? `${shift}${mod}P` : `${mod}${shift}P`}`,
  help: "?",
} as const;
