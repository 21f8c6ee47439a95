import type { Attack } from "../attack.js";
import { descriptors } from "./descriptors.js";
import { expensiveMessages } from "./expensive-messages.js";
import { fairness } from "./fairness.js";
import { labs } from "./labs.js";
import { memory } from "./memory.js";
import { tls } from "./tls.js";
import { walls } from "./walls.js";
import { wires } from "./wires.js";

/** Every attack, in the table's order. */
export const attacks: readonly Attack[] = [
  ...descriptors,
  ...expensiveMessages,
  ...memory,
  ...tls,
  ...walls,
  ...wires,
  ...fairness,
  ...labs,
];
