import { callCommand } from "./command-routes.js";
import { createLab, deleteLab, endProcess, getLab, sockets, startProcess } from "./lab-routes.js";
import { capture, events, stream, trace } from "./record-routes.js";
import { createRun, getRun, runEvents, runPackets, runProgress, stopRun } from "./run-routes.js";
import { checkScenario, getScenario, listScenarios, scenarioSchema } from "./scenario-routes.js";
import { health, openApi, ready } from "./server-routes.js";
import { actOnPacket, changeWire, getWire } from "./wire-routes.js";

/** Every REST call by name, in the order of the reference. The one list: router, messages to lab hosts, OpenAPI, client and reference read it. */
export const routes = {
  createLab,
  getLab,
  startProcess,
  callCommand,
  sockets,
  trace,
  events,
  capture,
  stream,
  getWire,
  changeWire,
  actOnPacket,
  endProcess,
  deleteLab,
  checkScenario,
  scenarioSchema,
  listScenarios,
  getScenario,
  createRun,
  getRun,
  runProgress,
  runEvents,
  runPackets,
  stopRun,
  health,
  ready,
  openApi,
} as const;
