import { z } from "zod";

/** Payload as kept in the trace: its beginning, and how many bytes there were. */
export const TracedData = z.strictObject({
  bytes: z.int().min(0),
  text: z.string().optional(),
  base64: z.string().optional(),
});
export type TracedData = z.infer<typeof TracedData>;
