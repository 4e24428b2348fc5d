import { t } from '../i18n/texts.ts';
import type { DigitsMode } from './desk-state.ts';

/** Digits mode: every key is sent at once; what went out is shown big. */
export function DigitsPanel({ mode }: { readonly mode: DigitsMode }) {
  const sent = mode.entries.filter(({ state }) => state === 'sent').map(({ digit }) => digit);
  return (
    <section className="digits" aria-label={t.call.digitsTitle}>
      <p className="digits-sent" aria-hidden="true">
        {mode.entries.length === 0 && <span className="digits-empty">{t.call.digitsEmpty}</span>}
        {mode.entries.map(({ digit, state }, index) => (
          // Digits repeat and are only ever appended: the place is the key.
          // oxlint-disable-next-line react/no-array-index-key
          <span key={index} data-state={state}>
            {digit}
          </span>
        ))}
      </p>
      <p className="digits-hint">{mode.refused ?? t.call.digitsHint}</p>
      <p className="hidden" role="status">
        {sent.length === 0 ? '' : t.call.digitsSent(sent.join(' '))}
      </p>
    </section>
  );
}
