import { limits } from "./limits.js";

/**
 * Numbers of Linux that explanations name: what a new network namespace has, and what no setting changes. The kernel
 * test `packages/lab/test/kernel-facts.test.ts` compares them with the kernel that it runs on.
 */
export const kernelFacts = {
  /** Seconds until the first SYN is sent again: TCP_TIMEOUT_INIT, RFC 6298 §2. */
  synTimeoutSeconds: 1,
  /** net.ipv4.tcp_syn_retries: tcp(7). */
  synRetries: 6,
  /** net.ipv4.tcp_syn_linear_timeouts, from Linux 6.5: SYNs that are sent again before the wait begins to double. */
  synLinearTimeouts: 4,
  /** How long a connection is in TIME-WAIT: TCP_TIMEWAIT_LEN, which no setting changes. */
  timeWaitSeconds: 60,
  /** net.ipv4.tcp_fin_timeout: how long a closed socket stays in FIN-WAIT-2. tcp(7). */
  finTimeoutSeconds: 60,
  /** Connections that an accept queue admits beyond the backlog: it is full when its length exceeds the backlog. */
  acceptedBeyondBacklog: 1,
  /** net.core.somaxconn: listen() lowers a larger backlog to it. listen(2). */
  largestBacklog: 4096,
  /** Bytes of data in the largest datagram over IPv4: 65,535 less the headers of IP and UDP. */
  largestDatagramBytes: 65_507,
  /** Bytes of the longest path of a Unix socket. */
  unixPathBytes: limits.unixPathBytes,
} as const;

/** Connections that may wait in an accept queue: its one denominator, wherever a length is shown. */
export function acceptQueueCapacity(backlog: number): number {
  return backlog + kernelFacts.acceptedBeyondBacklog;
}

/**
 * The seconds between one SYN and the next, the last until connect() fails with ETIMEDOUT: with Linux's defaults 1, 1, 1,
 * 1, 1, 2, 4 … 64. tcp_retransmit_timer and tcp_write_timeout of Linux's net/ipv4/tcp_timer.c.
 */
export function synWaitsSeconds(
  { retries, linearTimeouts }: { retries: number; linearTimeouts: number } = {
    retries: kernelFacts.synRetries,
    linearTimeouts: kernelFacts.synLinearTimeouts,
  },
): number[] {
  const linear = Array.from({ length: linearTimeouts }, () => kernelFacts.synTimeoutSeconds);
  const doubling = Array.from(
    { length: retries + 1 },
    (_, index) => kernelFacts.synTimeoutSeconds * 2 ** index,
  );
  return [...linear, ...doubling];
}
