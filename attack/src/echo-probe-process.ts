/** Asks a bare echo at a port twice every 10 ms: `node echo-probe-process.js <port>`. Asked with a message, it says how that went. */
import { bareEcho } from "./bare-echo.js";
import { Latencies } from "./latencies.js";

const latencies = new Latencies();
process.on("message", () => process.send?.(latencies.take()));
process.on("disconnect", () => process.exit(0));
void latencies.measureForEver(await bareEcho(process.argv[2] ?? ""));
process.send?.("ready");
