import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { parityPath, repositoryPath } from "./folder.js";
import { Mask } from "./masks.js";

const programsFolder = parityPath("programs");

/** Where the certificates stand that tests of several packages share. */
const certificatesFolder = repositoryPath("packages/testing/certificates");

/** One process of a program, as it is started under python3 and in the page. */
const ProcessDescription = z.strictObject({
  file: z.string().endsWith(".py"),
  /** `sys.argv` after the file name. */
  args: z.array(z.string()).default([]),
  /** Standard input, whole. */
  stdin: z.string().default(""),
  /** The next process starts when this one has printed a line that ends so. */
  ready: z.string().nullable().default(null),
  /** Ctrl+C there, Stop here, when it has printed a line that ends so. */
  interruptAt: z.string().nullable().default(null),
});

/** A program whose output is compared. Its files are `<name>.py`, or what `processes` names in the folder `<name>`. */
const ProgramDescription = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/),
  /** What it shows, in a few words. */
  title: z.string().min(1),
  /** The functions, methods, options and flags that it uses: rows of docs/reference/python-socket.md. */
  covers: z.array(z.string().min(1)).default([]),
  args: z.array(z.string()).default([]),
  stdin: z.string().default(""),
  interruptAt: z.string().nullable().default(null),
  processes: z.array(ProcessDescription).min(1).optional(),
  masks: z.array(Mask).default([]),
  /** Certificates of packages/testing that lie in its working directory: "server.pem". */
  files: z.array(z.string().endsWith(".pem")).default([]),
  /** Whether `npm test` runs it. */
  fast: z.boolean().default(false),
  /** Older Pythons print something else: there the recorded output serves. */
  minimumPython: z
    .string()
    .regex(/^3\.\d+$/)
    .default("3.11"),
});

const Topic = z.strictObject({ topic: z.string().min(1), programs: z.array(ProgramDescription).min(1) });

export interface ParityProcess extends z.infer<typeof ProcessDescription> {
  source: string;
}

export interface ParityProgram {
  /** "tcp/echo": topic and name. */
  id: string;
  /** The topic's folder. */
  topic: string;
  title: string;
  covers: readonly string[];
  masks: readonly Mask[];
  /** Text of what lies in its working directory, by name. */
  files: Readonly<Record<string, string>>;
  fast: boolean;
  minimumPython: string;
  processes: readonly ParityProcess[];
}

/** Every program of the manifests, a folder a topic, in the order in which they stand there. */
export function readPrograms(): ParityProgram[] {
  return readdirSync(programsFolder).sort().flatMap(readTopic);
}

function readTopic(topic: string): ParityProgram[] {
  const folder = join(programsFolder, topic);
  const file = join(folder, "manifest.json");
  const parsed = Topic.safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
  return parsed.data.programs.map(
    ({ name, args, stdin, interruptAt, processes, files: certificates, ...rest }) => {
      const own = { file: `${name}.py`, args, stdin, ready: null, interruptAt };
      const sources = processes === undefined ? folder : join(folder, name);
      return {
        ...rest,
        id: `${topic}/${name}`,
        topic,
        files: Object.fromEntries(
          certificates.map((name) => [name, readFileSync(join(certificatesFolder, name), "utf8")]),
        ),
        processes: (processes ?? [own]).map((process) => ({
          ...process,
          source: readFileSync(join(sources, process.file), "utf8"),
        })),
      };
    },
  );
}
