import type { CallView } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import { Icon } from '../ui/icons.tsx';
import { useNow } from './desk-context.ts';
import { dayAndTime } from './past-day.ts';

/** What was said last time, while the phone rings; its place is there before it is known, so that nothing jumps. */
export function LastNote({ call }: { readonly call: CallView }) {
  const now = useNow();
  const { context } = call;
  if (context === null || context === undefined) return null;
  if (context.looking) return <p className="last-note looking">{t.contact.looking}</p>;
  const last = context.earlier.find(({ note }) => note !== '');
  if (last === undefined) return null;
  return (
    <p className="last-note">
      <Icon name="pen" />
      <span className="last-note-text">
        <bdi>{last.note}</bdi>{' '}
        <span className="last-note-by">
          <bdi>{t.contact.lastNote(last.by ?? t.contact.you, dayAndTime(last.startedAt, now))}</bdi>
        </span>
      </span>
    </p>
  );
}
