import { strFromU8, unzipSync } from "fflate";

/** A wheel's description has a few kilobytes; a larger one is not unpacked. */
const MAX_METADATA_BYTES = 1024 * 1024;

/**
 * The packages that a wheel always needs: not those of extras, of other systems and versions. Empty where it does not say.
 * https://packaging.python.org/en/latest/specifications/core-metadata/#requires-dist-multiple-use
 */
export function requirementsOf(wheel: Uint8Array): readonly string[] {
  let files: ReturnType<typeof unzipSync>;
  try {
    files = unzipSync(wheel, {
      filter: ({ name, originalSize }) =>
        /^[^/]+\.dist-info\/METADATA$/.test(name) && originalSize <= MAX_METADATA_BYTES,
    });
  } catch {
    // No zip: Python says so when it unpacks the wheel.
    return [];
  }
  const [metadata] = Object.values(files);
  if (metadata === undefined) return [];
  const [header = ""] = strFromU8(metadata).split(/\r?\n\r?\n/, 1);
  const required = header.matchAll(/^Requires-Dist: *([\w.-]+)[^;\r\n]*(;?)/gm);
  return [...required].flatMap(([, name = "", marker]) => (marker === "" ? [name] : []));
}
