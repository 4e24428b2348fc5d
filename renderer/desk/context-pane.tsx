import type { ReactNode } from 'react';
import type { CallView } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import { exactTimeOfDay, pastDuration, secondsBetween } from './format.ts';
import { originText, partyName, partyNumber } from './party-text.ts';

/** The right pane: what is known about the focused call. */
export function ContextPane({ call }: { readonly call: CallView | null }) {
  return (
    <aside className="context" aria-label={t.context}>
      {call === null ? <p className="empty">{t.contextEmpty}</p> : <CallFacts call={call} />}
    </aside>
  );
}

function CallFacts({ call }: { readonly call: CallView }) {
  const { number } = call.party;
  const written = partyNumber(call.party);
  return (
    <>
      <h2 className="context-name">
        <bdi>{partyName(call.party)}</bdi>
      </h2>
      <p className="context-how">
        <bdi>{originText(call.origin)}</bdi>
      </p>
      <Values call={call} />
      <div className="context-columns">
        <Facts title={t.facts.times}>
          <Fact label={t.facts.began} value={exactTimeOfDay(call.startedAt)} />
          {call.answeredAt !== null && (
            <Fact
              label={t.facts.answered}
              value={t.facts.answeredAfter(
                exactTimeOfDay(call.answeredAt),
                pastDuration(secondsBetween(call.startedAt, call.answeredAt)),
              )}
            />
          )}
          {call.phase === 'ended' && <EndFacts call={call} />}
        </Facts>
        {number !== null && (
          <Facts title={t.facts.numbers}>
            <Fact label={t.facts.number} value={written ?? number.display} />
            {number.e164 !== null && digitsOf(number.e164) !== digitsOf(number.display) && (
              <Fact label={t.facts.e164} value={number.e164} />
            )}
          </Facts>
        )}
      </div>
    </>
  );
}

/** What the dialplan sent along: the first thing that is looked for when a call comes. */
function Values({ call }: { readonly call: CallView }) {
  const values = Object.entries(call.values ?? {});
  if (values.length === 0) return null;
  return (
    <div className="context-values">
      <Facts title={t.facts.values}>
        {values.map(([label, value]) => (
          <Fact key={label} label={label} value={value} />
        ))}
      </Facts>
    </div>
  );
}

const digitsOf = (text: string): string => text.replaceAll(/\D/g, '');

function EndFacts({ call }: { readonly call: Extract<CallView, { phase: 'ended' }> }) {
  return (
    <>
      <Fact label={t.facts.ended} value={exactTimeOfDay(call.endedAt)} />
      {call.answeredAt !== null && (
        <Fact label={t.facts.talked} value={pastDuration(secondsBetween(call.answeredAt, call.endedAt))} />
      )}
      <Fact label={t.facts.how} value={t.call.ended[call.reason]} />
    </>
  );
}

function Facts({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl>{children}</dl>
    </section>
  );
}

function Fact({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div className="fact">
      <dt>
        <bdi>{label}</bdi>
      </dt>
      <dd>
        <bdi>{value}</bdi>
      </dd>
    </div>
  );
}
