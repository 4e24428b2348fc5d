import { t } from '../i18n/texts.ts';
import { Caps, keepFocus } from '../ui/hint.tsx';
import { useDesk } from './desk-context.ts';

/** How the call ended, to be chosen by one digit. */
export function CardMarks({ marks }: { readonly marks: readonly string[] }) {
  const desk = useDesk();
  return (
    <div className="card-marks" role="group" aria-label={t.history.markLabel}>
      {[...marks, t.history.noMark].map((mark, at) => {
        const digit = String((at + 1) % (marks.length + 1));
        return (
          <button
            key={mark}
            type="button"
            className="hint"
            onMouseDown={keepFocus}
            onClick={() => desk.act({ type: 'mark', digit })}
          >
            <Caps caps={[digit]} />
            <bdi>{mark}</bdi>
          </button>
        );
      })}
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
