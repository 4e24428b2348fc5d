import type { CallBackView } from '../../preload/contract/history.ts';
import { t } from '../i18n/texts.ts';
import { keepFocus } from '../ui/hint.tsx';
import { Notice } from '../ui/notice.tsx';
import { useDesk, useNow } from './desk-context.ts';
import { partyName } from './party-text.ts';
import { dayAndTime } from './past-day.ts';

/** As many as leave room for the calls. */
const shown = 2;

/** Who is to be called back now: told on top of the calls until it is done. */
export function DueCallBacks({ callBacks }: { readonly callBacks: readonly CallBackView[] }) {
  const now = useNow();
  const due = callBacks.filter((each) => each.due <= now);
  if (due.length === 0) return null;
  return (
    <div role="status" className="due-call-backs">
      {due.slice(0, shown).map((each) => (
        <Due key={each.id} callBack={each} now={now} />
      ))}
      {due.length > shown && <p className="meta">{t.history.dueMore(due.length - shown)}</p>}
    </div>
  );
}

function Due({ callBack, now }: { readonly callBack: CallBackView; readonly now: number }) {
  const desk = useDesk();
  const { id, party, note, due } = callBack;
  const button = (label: string, done: boolean) => (
    <button
      type="button"
      className="button small"
      onMouseDown={keepFocus}
      onClick={() => desk.act({ type: 'call-back', id, done })}
    >
      {label}
    </button>
  );
  return (
    <Notice
      action={
        <>
          {button(t.history.callNow, false)}
          {button(t.history.verbs.done, true)}
        </>
      }
    >
      <p>
        <b>
          <bdi>{t.history.due(partyName(party))}</bdi>
        </b>{' '}
        {t.history.dueSince(dayAndTime(due, now))}
      </p>
      {note !== '' && (
        <p className="means">
          <bdi>{note}</bdi>
        </p>
      )}
    </Notice>
  );
}
