/** Whether a file of a project is its scenario: one at its top, with this ending. */
export function isScenarioFile(path: string): boolean {
  return /^[^/]+\.scenario$/.test(path);
}
