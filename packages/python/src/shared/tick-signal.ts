/** The signal, Linux's last real-time one, by which Python looks up from computing: see interrupts.ts. */
export const TICK_SIGNAL = 64;
