/** The wheel of this file name, or the newest of the package of this name. */
export function wheelNamed(wheels: readonly string[], wanted: string): string | undefined {
  if (wheels.includes(wanted)) return wanted;
  return wheels
    .filter((name) => normalized(packageOf(name)) === normalized(wanted))
    .toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }))
    .at(-1);
}

/** The package of a wheel: https://packaging.python.org/en/latest/specifications/binary-distribution-format/#file-name-convention */
export function packageOf(wheel: string): string {
  return wheel.slice(0, wheel.indexOf("-"));
}

/** https://packaging.python.org/en/latest/specifications/name-normalization/ */
function normalized(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/[-_.]+/g, "-");
}
