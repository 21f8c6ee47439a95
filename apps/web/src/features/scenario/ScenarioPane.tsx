import { ChevronDown, ChevronsDownUp, ChevronsUpDown, ListChecks, Square } from "lucide-react";
import { useState } from "react";
import { IconButton } from "../../shared/IconButton.js";
import { TranslationContext, useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { CheckSummary } from "./check/CheckSummary.js";
import { ExpectationTable } from "./check/ExpectationTable.js";
import { textIn } from "./gallery/find-entries.js";
import { Markdown } from "./markdown/Markdown.js";
import { MistakeList } from "./open/MistakeList.js";
import { useScenarioDoor } from "./scenario-context.js";
import type { CurrentScenario, ScenariosModel } from "./scenarios-model.js";
import { useScenarioTexts } from "./use-scenario-texts.js";
import "./scenario.css";

/** The project's scenario: what to look for, and what is expected of the programs, below them. */
export function ScenarioPane() {
  const translation = useScenarioTexts();
  const { scenarios, isShown } = useModel(useScenarioDoor().store, (state) => state);
  return scenarios === undefined || !isShown ? null : (
    <TranslationContext value={translation}>
      <OpenScenario scenarios={scenarios} />
    </TranslationContext>
  );
}

function OpenScenario({ scenarios }: { scenarios: ScenariosModel }) {
  const { t, language } = useTranslation();
  const current = useModel(scenarios.store, (state) => state.current);
  const [isTall, setIsTall] = useState(false);
  if (current === undefined) return null;
  const { scenario } = current.parsed;
  return (
    <section className="scenario-pane" data-tall={isTall ? "" : undefined} aria-label={t("scenario.label")}>
      <header className="scenario-head quiet-buttons">
        <h2 className="ellipsis">
          {scenario === undefined ? current.file : textIn(language, scenario.title)}
        </h2>
        {scenario?.level === undefined ? null : (
          <span className="scenario-level">{t(`scenario.levels.${scenario.level}`)}</span>
        )}
        <span className="spacer" />
        <CheckSummary check={scenarios.check} />
        <CheckButton scenarios={scenarios} current={current} />
        <PaneButtons isTall={isTall} onTall={setIsTall} />
      </header>
      <div className="scenario-body">
        {scenario === undefined ? (
          <MistakeList text={current.text} problems={current.parsed.problems} />
        ) : (
          <>
            {scenario.text === undefined ? null : (
              // A region that scrolls has to be reachable by keyboard.
              // biome-ignore lint/a11y/noNoninteractiveTabindex: see above.
              <section className="scenario-text" tabIndex={0} aria-label={t("scenario.about")}>
                <Markdown text={textIn(language, scenario.text)} />
              </section>
            )}
            <ExpectationTable scenario={scenario} check={scenarios.check} file={current.file} />
          </>
        )}
      </div>
    </section>
  );
}

function CheckButton({ scenarios, current }: { scenarios: ScenariosModel; current: CurrentScenario }) {
  const { t } = useTranslation();
  const isChecking = useModel(scenarios.check.store, ({ kind }) => kind === "checking");
  const { scenario } = current.parsed;
  if (scenario === undefined) return null;
  return isChecking ? (
    <IconButton
      hasText
      className="button-small"
      label={t("scenario.stop")}
      icon={<Square size={11} fill="currentColor" aria-hidden="true" />}
      onClick={() => scenarios.check.stop()}
    />
  ) : (
    <IconButton
      hasText
      className="button-small button-primary"
      label={t("scenario.check")}
      icon={<ListChecks size={15} aria-hidden="true" />}
      onClick={() => void scenarios.check.start(scenario)}
    />
  );
}

function PaneButtons({ isTall, onTall }: { isTall: boolean; onTall(isTall: boolean): void }) {
  const { t } = useTranslation();
  const door = useScenarioDoor();
  const Icon = isTall ? ChevronsDownUp : ChevronsUpDown;
  return (
    <>
      <IconButton
        label={t(isTall ? "scenario.shorter" : "scenario.taller")}
        icon={<Icon size={15} aria-hidden="true" />}
        onClick={() => onTall(!isTall)}
      />
      <IconButton
        label={t("scenario.hide")}
        icon={<ChevronDown size={16} aria-hidden="true" />}
        onClick={() => door.setShown(false)}
      />
    </>
  );
}
