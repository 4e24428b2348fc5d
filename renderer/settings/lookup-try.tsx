import { type FormEvent, useState } from 'react';
import type { LookupTrial } from '../../preload/contract/programs.ts';
import { t } from '../i18n/texts.ts';
import { useRequests } from '../profile/profile-context.ts';
import { TextField } from '../setup/text-field.tsx';
import { Fact } from '../ui/fact.tsx';

/** What the web service knows of a number, before somebody calls. */
export function LookupTry() {
  const request = useRequests();
  const [number, setNumber] = useState('');
  const [trial, setTrial] = useState<LookupTrial | 'asking' | 'lost' | null>(null);
  const ask = async (event: FormEvent) => {
    event.preventDefault();
    if (number.trim() === '' || trial === 'asking') return;
    setTrial('asking');
    const reply = await request.tryLookup({ number: number.trim().slice(0, 60) });
    setTrial(reply.ok ? reply.value : 'lost');
  };
  const answered = typeof trial === 'object' && trial?.outcome === 'answered' ? trial.fields : [];
  return (
    <form className="setting" aria-label={t.crm.tryTitle} onSubmit={(event) => void ask(event)}>
      <h3>{t.crm.tryTitle}</h3>
      <div className="field-row">
        <TextField label={t.crm.tryNumber} value={number} onType={setNumber} />
        <button type="submit" className="button">
          {t.crm.tryOut}
          <kbd className="cap">Enter</kbd>
        </button>
      </div>
      <p role="status" className={isBad(trial) ? 'field-problem' : 'field-hint'}>
        <bdi>{trialText(trial)}</bdi>
      </p>
      {answered.length > 0 && (
        <dl className="about">
          {answered.map(({ label, value }) => (
            <Fact key={label} label={label} value={value} />
          ))}
        </dl>
      )}
    </form>
  );
}

type Shown = LookupTrial | 'asking' | 'lost' | null;

const isBad = (trial: Shown): boolean =>
  trial !== null && (typeof trial === 'string' ? trial === 'lost' : trial.outcome !== 'answered');

function trialText(trial: Shown): string | null {
  if (trial === null) return null;
  if (trial === 'asking') return t.crm.asking;
  if (trial === 'lost') return t.settings.lost;
  switch (trial.outcome) {
    case 'answered':
      return t.crm.answered(`${trial.ms}`, trial.fields.length);
    case 'failed':
      return `${t.crm.failures[trial.why]}${trial.detail === '' ? '' : ` (${trial.detail})`}`;
    case 'no-number':
    case 'no-service':
      return t.crm.outcomes[trial.outcome];
  }
}
