import { browserHost } from "./browser-host.js";
import { serveProgram } from "./serve-program.js";

serveProgram(browserHost);
