import type { ConditionedCall } from "./conditioned-call.js";

/**
 * Lets time pass before a call. It ends early where the call is interrupted or its process ends: the call, made then, fails as
 * the kernel has it.
 */
export function pause(
  delayMs: number,
  { releases, interrupter }: Pick<ConditionedCall, "releases" | "interrupter">,
): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      releases.delete(end);
      interrupter?.whenInterrupted(undefined);
      resolve();
    };
    const timer = setTimeout(end, delayMs);
    releases.add(end);
    interrupter?.whenInterrupted(end);
  });
}
