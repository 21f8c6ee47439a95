const isMac = /mac|iphone|ipad/i.test(navigator.platform);
const mod = isMac ? "⌘" : "Ctrl+";
const shift = isMac ? "⇧" : "Shift+";

/** The page's keys as this machine's keyboard names them. */
export const keys = {
  run: `${mod}Enter`,
  stop: `Esc / ${isMac ? "⌃." : "Ctrl+."}`,
  runAll: isMac ? `${shift}${mod}Enter` : `${mod}${shift}Enter`,
  /** CodeMirror's own: toggleTabFocusMode. */
  leaveEditor: isMac ? "⇧⌥M" : "Ctrl+M",
  help: "?",
} as const;
