import { t } from '../i18n/texts.ts';
import { NumberedChoices } from '../ui/numbered-choices.tsx';
import { useDesk } from './desk-context.ts';

/** How the call ended, to be chosen by one digit. */
export function CardMarks({ marks }: { readonly marks: readonly string[] }) {
  const desk = useDesk();
  return (
    <div className="card-marks" role="group" aria-label={t.history.markLabel}>
      <NumberedChoices choices={[...marks, t.history.noMark]} onChoose={(digit) => desk.act({ type: 'mark', digit })} />
    </div>
  );
}

export function CardMark({ mark }: { readonly mark: string }) {
  return (
    <p>
      <span className="disposition">
        <bdi>{mark}</bdi>
      </span>
    </p>
  );
}
