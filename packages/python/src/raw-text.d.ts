/** A file's text, put into the worker by the bundler. */
declare module "*?raw" {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: it is how bundlers give a file's text.
  export default text;
}
