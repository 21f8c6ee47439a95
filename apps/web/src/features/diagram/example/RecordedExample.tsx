import { Pause, Play, RotateCcw } from "lucide-react";
import { useEffect, useState } from "react";
import { RecordContext, SelectionContext } from "../../../record/record-context.js";
import { IconButton } from "../../../shared/IconButton.js";
import { useTranslation } from "../../../shared/translation-context.js";
import { useMediaQuery } from "../../../shared/use-media-query.js";
import { useModel } from "../../../shared/use-model.js";
import { Caption, MomentContext, useMoment, useShown } from "../../time/public.js";
import { Diagram } from "../Diagram.js";
import { DiagramContext } from "../diagram-context.js";
import { createExample } from "./example-model.js";
import "./example.css";

/** What there is to see, while there is nothing of the person's own yet: a recorded handshake, event by event. */
export function RecordedExample() {
  const [example] = useState(createExample);
  const isStill = useMediaQuery("(prefers-reduced-motion: reduce)");
  const { record, moment, diagram, selection, play } = example;
  useEffect(() => {
    if (!isStill) play();
    return () => moment.pause();
  }, [moment, play, isStill]);
  return (
    <RecordContext value={record}>
      <SelectionContext value={selection}>
        <MomentContext value={moment}>
          <DiagramContext value={diagram}>
            <Example onPlay={play} />
          </DiagramContext>
        </MomentContext>
      </SelectionContext>
    </RecordContext>
  );
}

function Example({ onPlay }: { onPlay(): void }) {
  const { t } = useTranslation();
  const asOf = useShown((view) => view.asOf);
  return (
    <section className="example" aria-label={t("diagram.example.label")}>
      <header className="example-header">
        <span className="example-mark">{t("diagram.example.mark")}</span>
        <span className="example-text">{t("diagram.example.text")}</span>
        <ExampleButtons onPlay={onPlay} />
      </header>
      {/* A picture to look at; its sentences are below. */}
      <div className="example-picture" inert aria-hidden="true">
        <Diagram asOf={asOf} />
      </div>
      <footer className="example-caption">
        <Caption />
      </footer>
    </section>
  );
}

function ExampleButtons({ onPlay }: { onPlay(): void }) {
  const { t } = useTranslation();
  const model = useMoment();
  const moment = useModel(model.store, (state) => state.moment);
  const isPlaying = moment.kind === "past" && moment.isPlaying;
  const icon = { size: 13, "aria-hidden": true } as const;
  if (moment.kind === "live")
    return <IconButton label={t("diagram.example.again")} icon={<RotateCcw {...icon} />} onClick={onPlay} />;
  return (
    <IconButton
      label={t(isPlaying ? "time.pause" : "time.play")}
      icon={isPlaying ? <Pause {...icon} /> : <Play {...icon} />}
      onClick={() => model.toggle()}
    />
  );
}
