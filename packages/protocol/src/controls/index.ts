import type { z } from "zod";
import * as table from "./table.js";

/** Every control message by name. */
export const controls = table;

export type ControlName = keyof typeof controls;
export type ControlParams<N extends ControlName> = z.input<(typeof controls)[N]["params"]>;
export type ControlInput<N extends ControlName> = z.output<(typeof controls)[N]["params"]>;
export type ControlResult<N extends ControlName> = z.output<(typeof controls)[N]["result"]>;

export function isControlName(name: string): name is ControlName {
  return Object.hasOwn(controls, name);
}
