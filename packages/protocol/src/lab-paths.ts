/** Where programs start, and where a lab's relative Unix socket paths begin. */
export const WORKING_DIRECTORY = "/home/sockpit";

/** Folders of a lab in which a Unix socket can have a path, as Linux has them. A path elsewhere is ENOENT. */
export const labFolders: readonly string[] = [
  "/",
  "/home",
  WORKING_DIRECTORY,
  "/run",
  "/tmp",
  "/var",
  "/var/run",
  "/var/tmp",
];
