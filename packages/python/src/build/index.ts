export { archiveDigest, runtimeArchive, runtimeFolder, runtimeSources } from "./runtime-archive.js";
