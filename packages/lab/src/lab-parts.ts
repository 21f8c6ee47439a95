import type { NetworkKind } from "@sockpit/protocol";
import { BufferBudget } from "./buffer-budget.js";
import { blockedCalls } from "./calls/blocked-calls.js";
import { CallEvents } from "./calls/call-events.js";
import type { CallObserver } from "./calls/call-observer.js";
import { CallRunner } from "./calls/call-runner.js";
import { callTotals } from "./calls/call-totals.js";
import { LookAfterCalls } from "./calls/look-after-calls.js";
import { CallsOnSockets } from "./capture/calls-on-sockets.js";
import { LabCapture, type LabCaptureParts } from "./capture/lab-capture.js";
import { ReadAroundCalls } from "./capture/read-around-calls.js";
import { LabConditions } from "./conditions/lab-conditions.js";
import { Derivation } from "./derivation/derivation.js";
import { LabDescriptors } from "./descriptors/lab-descriptors.js";
import { KernelView } from "./kernel-view.js";
import { LabClock } from "./lab-clock.js";
import type { LabNetwork, OpenedCapture } from "./networks/lab-network.js";
import { type LabHosts, openCapture, openNetwork } from "./networks/open-network.js";
import { openOrRelease } from "./open-or-release.js";
import { PipeBudget } from "./pipe-budget.js";
import type { Process } from "./process.js";
import { type LabRecords, openRecords } from "./records/record-budget.js";
import { SocketWatch } from "./socket-watch.js";
import { Trace } from "./trace.js";
import { CarryAfterCalls } from "./wire/carry-after-calls.js";
import { sampleTcp } from "./wire/tcp-sampler.js";

/** What a lab is made of. */
export interface LabParts {
  readonly network: LabNetwork;
  readonly records: LabRecords;
  readonly trace: Trace;
  /** Null where the machine refuses packets. */
  readonly capture: LabCapture | null;
  readonly watch: SocketWatch;
  readonly descriptors: LabDescriptors;
  readonly conditions: LabConditions;
  readonly calls: CallRunner;
  close(): void;
}

/** Opens what a lab needs, and says who observes its calls. `too_many_descriptors`. */
export function openLabParts(
  { network: kind, hosts }: { network: NetworkKind; hosts?: LabHosts | undefined },
  processes: ReadonlyMap<number, Process>,
  processOf: (pid: number) => Process,
): LabParts {
  const clock = new LabClock();
  const network = openOrRelease(() => openNetwork(kind, hosts, clock));
  const opened = openOrRelease(
    () => openCapture(network, clock),
    () => network.close(),
  );
  const records = openRecords();
  const derivation = new Derivation({ seesPackets: opened !== null });
  const trace = new Trace(records, clock, derivation);
  const calls = new CallsOnSockets();
  const capture = openOrRelease(
    () => captureOf(opened, { network, records, trace, clock, calls, onPackets: () => watch.touch() }),
    () => {
      opened?.packets.close();
      network.close();
      records.close();
    },
  );
  const view = new KernelView(network.hosts, processes);
  const countHeld = () => [...processes.values()].reduce((sum, { fds }) => sum + fds.size, 0);
  const look = () => view.look();
  const watch = new SocketWatch({ trace, derivation, look, countHeld, seesPackets: capture !== null });
  const descriptors = new LabDescriptors(() => unixSockets(processes));
  const packetObservers = capture === null ? [] : [calls, new ReadAroundCalls(capture)];
  const sampler = sampleTcp(network, trace);
  const wireObservers = network.wire === null ? [] : [new CarryAfterCalls(network.wire)];
  // The trace stands before what adds to it.
  const observers: CallObserver[] = [
    blockedCalls,
    ...wireObservers,
    ...packetObservers,
    new CallEvents(trace),
    callTotals,
    new LookAfterCalls(watch),
  ];
  const shared = { descriptors, buffers: new BufferBudget(), pipes: new PipeBudget() };
  return {
    network,
    records,
    trace,
    capture,
    watch,
    descriptors,
    conditions: new LabConditions(),
    calls: new CallRunner({ processOf, clock, observers, ...shared }),
    close: () => {
      watch.stop();
      sampler?.close();
      trace.settle();
      capture?.close();
      network.close();
      records.close();
      descriptors.close();
    },
  };
}

function captureOf(
  opened: OpenedCapture | null,
  { network, ...parts }: Omit<LabCaptureParts, "packets" | "find" | "hosts"> & { network: LabNetwork },
): LabCapture | null {
  if (opened === null) return null;
  const hosts = network.wire?.hosts ?? [];
  const capture = new LabCapture({ ...parts, ...opened, hosts, find: network.find });
  parts.trace.beforeSettling(() => capture.drain());
  return capture;
}

function* unixSockets(processes: ReadonlyMap<number, Process>) {
  for (const { fds } of processes.values()) {
    for (const [, socket] of fds.sockets()) if (socket.family === "AF_UNIX") yield socket;
  }
}
