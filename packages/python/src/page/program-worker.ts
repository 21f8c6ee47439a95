import type { WorkerReport, WorkerRequest } from "../shared/messages.js";

/** A program's worker, as the page holds it: a Web Worker, or a thread of Node. */
export interface ProgramWorker {
  post(request: WorkerRequest): void;
  /** From now on reports go to `onReport` and to nobody else; `onFailed` is called when the worker itself breaks. */
  listen(onReport: (report: WorkerReport) => void, onFailed: (message: string) => void): void;
  /** Ends it at once, whatever it does. */
  end(): void;
}

export function webWorker(worker: Worker): ProgramWorker {
  return {
    post: (request) => worker.postMessage(request),
    listen: (onReport, onFailed) => {
      worker.onmessage = ({ data }: MessageEvent<WorkerReport>) => onReport(data);
      worker.onerror = (event) => {
        event.preventDefault();
        onFailed(event.message || "Python's worker could not be loaded.");
      };
    },
    end: () => worker.terminate(),
  };
}

/** Sends one message and gives the first report, or throws what went wrong. */
export function askWorker(worker: ProgramWorker, request: WorkerRequest): Promise<WorkerReport> {
  return new Promise((resolve, reject) => {
    worker.listen(
      (report) => {
        if (report.kind === "bootFailed") reject(new Error(report.message));
        else resolve(report);
      },
      (message) => reject(new Error(message)),
    );
    worker.post(request);
  });
}
