export type { Call } from "./calls/call-runner.js";
export { setFlowBudget } from "./capture/flow-map.js";
export {
  type DescriptorStats,
  descriptorStats,
  setDescriptorBudget,
} from "./descriptors/descriptor-budget.js";
export { Lab, type LabOptions } from "./lab.js";
export { LabClock } from "./lab-clock.js";
export { type LabTotals, labTotals } from "./lab-totals.js";
export { shareLoopback } from "./networks/loopback-block.js";
export type { LabHosts } from "./networks/open-network.js";
export { type RecordStats, recordStats, setRecordBudget } from "./records/record-budget.js";
export type { EventListener, TraceBounds, TraceLines } from "./trace.js";
export { LabWire, setWireShare } from "./wire/lab-wire.js";
export type { WireObserver } from "./wire/wire-observer.js";
