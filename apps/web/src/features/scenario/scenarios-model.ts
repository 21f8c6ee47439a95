import { type ParsedScenario, parseScenario } from "@sockpit/protocol/scenario";
import type { ProgramFile } from "@sockpit/python";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Language } from "../../shared/language.js";
import { CheckModel } from "./check/check-model.js";
import { gallery } from "./gallery/gallery.js";
import {
  fetchText,
  isRefused,
  type NamedText,
  type Refused,
  readFileText,
  unpackText,
} from "./open/read-text.js";
import { projectOf } from "./open/scenario-project.js";
import { isScenarioFile } from "./scenario-file.js";
import type { ScenarioPage } from "./scenario-page.js";

/** The scenario of the open project. */
export interface CurrentScenario {
  /** The file of the project that it is. */
  readonly file: string;
  readonly text: string;
  readonly parsed: ParsedScenario;
}

interface ScenariosState {
  /** Undefined where the project has none. */
  readonly current: CurrentScenario | undefined;
  /** Why the last one could not be opened. */
  readonly refused: Refused | undefined;
}

/** The project's scenario, and what opens others. */
export class ScenariosModel {
  readonly store: StoreApi<ScenariosState> = createStore(() => ({ current: undefined, refused: undefined }));
  readonly check: CheckModel;
  readonly #page: ScenarioPage;
  readonly #language: () => Language;
  #data: Uint8Array | undefined;

  constructor(page: ScenarioPage, language: () => Language) {
    this.#page = page;
    this.#language = language;
    this.check = new CheckModel(page);
    page.files.subscribe(() => this.#readProject());
    this.#readProject();
  }

  async openFromGallery(name: string): Promise<void> {
    const found = gallery.find((entry) => entry.name === name);
    if (found === undefined) this.#refuse({ kind: "noSuchScenario", file: name });
    else {
      const text = await found.load().catch(() => undefined);
      if (text === undefined) this.#refuse({ kind: "unreachable", file: name });
      else await this.open({ file: `${name}.scenario`, text });
    }
  }

  async openUrl(address: string): Promise<void> {
    await this.#openRead(await fetchText(address, this.#page.baseUrl));
  }

  /** Opens what a link itself has. */
  async openPacked(packed: string, file: string | null): Promise<void> {
    await this.#openRead(await unpackText(packed, file ?? "scenario"));
  }

  async openFile(file: Parameters<typeof readFileText>[0]): Promise<void> {
    await this.#openRead(await readFileText(file));
  }

  /** Opens a scenario as a project; one with mistakes is not opened, and they are shown. */
  async open({ file, text: given }: NamedText): Promise<void> {
    const text = given.replace(/\r\n?/g, "\n");
    const { scenario, problems } = parseScenario(text, file);
    if (scenario === undefined) {
      this.#refuse({ kind: "mistakes", file, text, problems });
      return;
    }
    this.forgetRefused();
    const path = isScenarioFile(file) ? file : `${file.replace(/[/\\]|\.txt$/g, "")}.scenario`;
    const scenarioFile: ProgramFile = { path, data: new TextEncoder().encode(text), modifiedMs: Date.now() };
    const project = projectOf(scenario, { language: this.#language(), scenarioFile });
    await this.#page.openProject(project, scenarioFile);
    for (const { name, times } of scenario.programs) {
      const program = this.#page.programs().find((each) => each.name === name);
      if (program !== undefined && times !== undefined) this.#page.setRunCount(program.id, times);
    }
  }

  forgetRefused(): void {
    this.store.setState({ refused: undefined });
  }

  async #openRead(read: NamedText | Refused): Promise<void> {
    if (isRefused(read)) this.#refuse(read);
    else await this.open(read);
  }

  #refuse(refused: Refused): void {
    this.store.setState({ refused });
  }

  #readProject(): void {
    const { files } = this.#page.files.getState();
    const file = [...files.values()].find(({ path }) => isScenarioFile(path));
    if (file?.data === this.#data) return;
    this.#data = file?.data;
    this.check.reset();
    if (file === undefined) {
      this.store.setState({ current: undefined });
      return;
    }
    const text = new TextDecoder().decode(file.data);
    this.store.setState({ current: { file: file.path, text, parsed: parseScenario(text, file.path) } });
  }
}
