import type { StepMode } from "@sockpit/python";
import { peerKinds } from "../../features/peer/peer-kind.js";
import { sourceFile } from "../../features/programs/source-file.js";
import { themes } from "../../features/settings/settings-model.js";
import { steppedCodeSize, textSizes } from "../../features/settings/text-size.js";
import { isMac, keys } from "../../shared/keys.js";
import { languages } from "../../shared/language.js";
import { saveToFile } from "../../shared/save-to-file.js";
import type { AppModel } from "../app-model.js";
import type { Action } from "./action.js";

/** The program that commands are about: the one used last, or the first. */
export function targetProgram({ selection, programs }: AppModel): string | null {
  return selection.store.getState().program ?? programs.store.getState().programs[0]?.id ?? null;
}

/** Everything that can be done, in the order of the list of commands. `target` is the program that is meant. */
export function pageActions(app: AppModel, target: string | null): readonly Action[] {
  const program = target === null ? undefined : app.programs.find(target);
  return [
    ...(program === undefined ? [] : programActions(app, program)),
    {
      title: "app.runAll",
      keys: keys.runAll,
      isPressed: (event) => event.key === "Enter" && hasMod(event) && event.shiftKey,
      run: () => void app.runner.startAll(),
    },
    { title: "app.stopAll", run: () => app.runner.stopAll() },
    { title: "actions.showDiagram", run: () => app.settings.setView("diagram") },
    { title: "actions.showCalls", run: () => app.settings.setView("calls") },
    ...peerKinds.map(
      (kind): Action => ({ title: `otherEnd.open.${kind}`, run: () => void app.peers.open(kind) }),
    ),
    { title: "scenarios.gallery", run: () => app.scenarios.open("gallery") },
    { title: "lab.newLab", run: () => app.front.open("newLab") },
    { title: "lab.freshNetwork", run: () => void app.freshNetwork() },
    {
      title: "breakpoints.title",
      keys: keys.breakpoints,
      isPressed: (event) => event.key === "F8" && hasMod(event) && event.shiftKey,
      run: () => app.front.open("breakpoints"),
    },
    ...lookActions(app),
    {
      title: "actions.commands",
      keys: keys.commands,
      isPressed: (event) =>
        hasMod(event) && (isLetter(event, "k") ? !event.shiftKey : isLetter(event, "p") && event.shiftKey),
      run: () => app.front.open("commands"),
    },
    {
      title: "app.help",
      keys: keys.help,
      isPressed: (event) => event.key === "?" && !hasMod(event) && !isTextField(event.target),
      run: () => app.front.open("help"),
    },
  ];
}

interface TargetProgram {
  id: string;
  name: string;
  source: string;
}

function programActions(app: AppModel, { id, name, source }: TargetProgram): readonly Action[] {
  const { runner } = app;
  const editor = app.editors.of(id);
  const step = (title: Action["title"], key: string, mode: StepMode): Action => ({
    title,
    name,
    keys: key,
    isPressed: (event) => event.key === key && !hasMod(event) && !event.shiftKey && !event.altKey,
    run: () => runner.step(id, mode),
  });
  return [
    {
      title: "actions.run",
      name,
      keys: keys.run,
      isPressed: (event) => event.key === "Enter" && hasMod(event) && !event.shiftKey,
      run: () => runner.start(id),
    },
    {
      title: "actions.stop",
      name,
      keys: keys.stop,
      isPressed: (event) => event.key === "." && hasMod(event) && !event.shiftKey,
      run: () => runner.stop(id),
    },
    step("actions.stepOver", keys.stepOver, "over"),
    step("actions.stepInto", keys.stepInto, "into"),
    step("actions.stepToCall", keys.stepToCall, "call"),
    step("actions.resume", keys.resume, "continue"),
    {
      title: "actions.save",
      name,
      keys: keys.save,
      isPressed: (event) => isLetter(event, "s") && hasMod(event) && !event.shiftKey,
      run: () => void sourceFile({ source }).then((file) => saveToFile(id, name, file)),
    },
    ...(editor === undefined
      ? []
      : ([
          { title: "actions.breakpoint", name, keys: keys.breakpoint, run: () => editor.toggleBreakpoint() },
          { title: "actions.find", name, keys: keys.find, run: () => editor.find() },
          { title: "actions.comment", name, keys: keys.comment, run: () => editor.toggleComment() },
        ] satisfies Action[])),
  ];
}

function lookActions({ settings }: AppModel): readonly Action[] {
  const stepCodeSize = (steps: number) =>
    settings.setCodeSize(steppedCodeSize(settings.store.getState().codeSize, steps));
  return [
    {
      title: "actions.largerCode",
      keys: keys.largerCode,
      isPressed: (event) => event.code === "Period" && isSizeChord(event),
      run: () => stepCodeSize(1),
    },
    {
      title: "actions.smallerCode",
      keys: keys.smallerCode,
      isPressed: (event) => event.code === "Comma" && isSizeChord(event),
      run: () => stepCodeSize(-1),
    },
    ...languages.map(
      (language): Action => ({
        title: `actions.languages.${language}`,
        run: () => settings.setLanguage(language),
      }),
    ),
    ...themes.map(
      (theme): Action => ({
        title: `actions.themes.${theme}`,
        run: () => settings.setTheme(theme),
      }),
    ),
    ...textSizes.map(
      (size): Action => ({
        title: `actions.textSizes.${size}`,
        run: () => settings.setTextSize(size),
      }),
    ),
  ];
}

function hasMod(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && !event.altKey;
}

function isSizeChord({ shiftKey, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return shiftKey && !metaKey && (isMac ? ctrlKey && !altKey : altKey && !ctrlKey);
}

function isLetter(event: KeyboardEvent, letter: string): boolean {
  return event.key.toLowerCase() === letter;
}

function isTextField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea"));
}
