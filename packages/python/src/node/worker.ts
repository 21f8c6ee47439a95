import { serveProgram } from "../worker/serve-program.js";
import { nodeHost } from "./node-host.js";

serveProgram(nodeHost);
