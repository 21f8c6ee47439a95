import { leftOver } from "./left-over.js";
import type { Outcome } from "./run-attack.js";

/** The probe's 99th percentile may grow so many times. */
const MAX_GROWTH = 3;

/** What all processes may take together, and how much more while one visitor attacks. */
const MAX_RSS_MIB = 512;
const MAX_RSS_GROWTH_MIB = 64;

/** Memory of the kernel's sockets may grow so much. Half of it is the attacker's own ends of its connections. */
const MAX_KERNEL_GROWTH_MIB = 128;

/** How often the 99th percentiles are what they were before: the probe's, and that of a bare echo, which the server is no part of. */
export function growthOf({ before, during }: Outcome): { probe: number; bareEcho: number } {
  return { probe: during.p99Ms / before.p99Ms, bareEcho: during.controlP99Ms / before.controlP99Ms };
}

/**
 * What an attack did that it must not, leaving out what else the machine does: how long anything took, when garbage was collected, and what
 * the kernel has for all sockets of the machine.
 */
export function missedBounds(outcome: Outcome): string[] {
  const { during, report, usageBefore, usageAfter } = outcome;
  return [
    ...during.errors.map((error) => `the probe met: ${error}`),
    ...report.failures,
    ...(outcome.newcomerMs === undefined ? ["nobody new gets in"] : []),
    ...leftOver(usageBefore, usageAfter),
  ];
}

/** All aims that an attack misses; none where everybody else went on undisturbed. */
export function missedAims(outcome: Outcome): string[] {
  const { maxCpuShare, recordsMib = 0 } = outcome.attack;
  const { probe, bareEcho } = growthOf(outcome);
  const growth = outcome.peakRssMib - outcome.usageBefore.rssMib;
  const kernelGrowth = outcome.peakKernelMib - outcome.usageBefore.kernelMib;
  return [
    ...missedBounds(outcome),
    ...(outcome.peakRssMib > MAX_RSS_MIB ? [`${Math.round(outcome.peakRssMib)} MiB in all`] : []),
    ...(growth > MAX_RSS_GROWTH_MIB + recordsMib ? [`${Math.round(growth)} MiB more`] : []),
    ...(kernelGrowth > MAX_KERNEL_GROWTH_MIB ? [`${Math.round(kernelGrowth)} MiB in the kernel`] : []),
    ...(probe > MAX_GROWTH ? [`p99 × ${probe.toFixed(1)}, the bare echo's × ${bareEcho.toFixed(1)}`] : []),
    ...(maxCpuShare !== undefined && outcome.heldCpuShare > maxCpuShare
      ? [`${Math.round(outcome.heldCpuShare * 100)} % of a core while nothing happens`]
      : []),
  ];
}
