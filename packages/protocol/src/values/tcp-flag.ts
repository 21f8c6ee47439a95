import { z } from "zod";

/** RFC 9293 §3.1, from the low bit up; ECE and CWR: RFC 3168, AE: RFC 9768. */
export const TcpFlag = z.enum(["FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR", "AE"]);
export type TcpFlag = z.infer<typeof TcpFlag>;
