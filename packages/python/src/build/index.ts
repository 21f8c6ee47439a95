export { archiveDigest, runtimeArchive, runtimeFolder, runtimeSources } from "./runtime-archive.js";
export { accountForStack } from "./stack-accounting.js";
