/** Files that are in memory only. */
import { libcFunction } from "./libc.js";

/** memfd_create(2) with a name that ends in NUL. The caller owns the fd. */
export const memfdCreate = libcFunction("memfd_create", ["bytes", "int"]);
