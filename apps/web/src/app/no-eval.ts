import { config } from "zod";

// zod compiles schemas with `new Function` where it may; the content security policy forbids that.
// Imported before anything that makes a schema, so that it does not even try.
config({ jitless: true });
