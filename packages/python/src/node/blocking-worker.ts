import { serveBlocking } from "../worker/blocking/serve-blocking.js";
import { nodeHost } from "./node-host.js";

serveBlocking(nodeHost);
