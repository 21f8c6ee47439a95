/** What other features use of this one. */
export { ConsolePane } from "./ConsolePane.js";
export { Console, type ConsoleConnection } from "./console-model.js";
export { consoleStrings } from "./console-strings.js";
export { Recorder } from "./recorder.js";
