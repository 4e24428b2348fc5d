import type { EarlierCall } from '../../preload/contract/context.ts';
import { t } from '../i18n/texts.ts';
import { Icon } from '../ui/icons.tsx';
import { useNow } from './desk-context.ts';
import { pastDuration } from './format.ts';
import { dayAndTime } from './past-day.ts';

/** What there was with this caller before, the last call first. */
export function EarlierCalls({ calls }: { readonly calls: readonly EarlierCall[] }) {
  return (
    <section aria-label={t.contact.lastCalls}>
      <h3>{t.contact.lastCalls}</h3>
      <ul className="earlier">
        {calls.map((call) => (
          <Earlier key={call.id} call={call} />
        ))}
      </ul>
    </section>
  );
}

function Earlier({ call }: { readonly call: EarlierCall }) {
  const now = useNow();
  const kind = call.direction === 'in' && call.talkSeconds === null ? 'missed' : call.direction;
  return (
    <li>
      <Icon name={kind === 'missed' ? 'missed' : kind === 'in' ? 'incoming' : 'outgoing'} />
      <span className="hidden">{t.direction[kind]}</span>
      <time dateTime={new Date(call.startedAt).toISOString()}>{dayAndTime(call.startedAt, now)}</time>
      <span className="earlier-talk">
        {call.talkSeconds === null ? t.contact.nobodySpoke : pastDuration(call.talkSeconds)}
      </span>
      <span className="earlier-by">
        <bdi>{call.by ?? t.contact.you}</bdi>
      </span>
      {(call.note !== '' || call.disposition !== null) && (
        <p className="earlier-note">
          {call.disposition !== null && (
            <span className="disposition">
              <bdi>{call.disposition}</bdi>
            </span>
          )}
          <bdi>{call.note}</bdi>
        </p>
      )}
    </li>
  );
}
