export function stopReadiness(): Promise<void> {
  throw new Error("not written yet");
}
