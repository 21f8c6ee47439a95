import { z } from "zod";

/** Payload as kept in the trace: its beginning, and how many bytes there were. */
export const TracedData = z.strictObject({
  bytes: z.int().min(0).describe("How many bytes there were."),
  text: z.string().optional().describe("Their beginning, where it is UTF-8."),
  base64: z.string().optional().describe("Their beginning, where it is not: RFC 4648 §4."),
});
export type TracedData = z.infer<typeof TracedData>;
