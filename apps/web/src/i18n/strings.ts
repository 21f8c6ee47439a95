import type { en } from "./en.js";

type Widened<T> = { readonly [K in keyof T]: T[K] extends string ? string : Widened<T[K]> };

/** The strings that each language has to have. */
export type Strings = Widened<typeof en>;
