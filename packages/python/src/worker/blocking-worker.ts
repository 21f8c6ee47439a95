import { serveBlocking } from "./blocking/serve-blocking.js";
import { browserHost } from "./browser-host.js";

serveBlocking(browserHost);
