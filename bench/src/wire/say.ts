const WIDTH = 80;

/** A figure, and what it should be. */
export function say(what: string, figure: string, target = ""): void {
  console.log(`${what.padEnd(WIDTH)}${figure.padEnd(24)}${target === "" ? "" : `(target ${target})`}`);
}
