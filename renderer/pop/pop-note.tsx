import type { CallView } from '../../preload/contract/views.ts';
import { leftText, partyWithNumber } from '../desk/party-text.ts';
import { dayAndTime } from '../desk/past-day.ts';
import { t } from '../i18n/texts.ts';
import { Icon } from '../ui/icons.tsx';

interface PopNoteProps {
  readonly call: CallView;
  readonly now: number;
}

/**
 * What a colleague wrote about this call, else whom somebody asks about, else what was said last time; grey bars hold the
 * place until the PBX and the address book have told whether there is any.
 */
export function PopNote({ call, now }: PopNoteProps) {
  if (call.note === undefined) return <Bars />;
  if (call.note !== null) {
    const { text, by } = call.note;
    return <Noted text={text} by={by === null ? null : t.note.from(by)} />;
  }
  const about = call.about ?? null;
  if (about !== null) {
    return (
      <p className="pop-note">
        <Icon name="link" />
        <bdi>{about.left ? leftText(call) : t.consult.about(partyWithNumber(about.party))}</bdi>
      </p>
    );
  }
  if (call.context?.looking === true) return <Bars />;
  const last = call.context?.earlier.find(({ note }) => note !== '');
  if (last === undefined) return <p className="pop-note" />;
  return <Noted text={last.note} by={t.contact.lastNote(last.by ?? t.contact.you, dayAndTime(last.startedAt, now))} />;
}

/** Where whoever stands by is not to read what was written. */
export const withoutNotes = (call: CallView): CallView => ({
  ...call,
  note: null,
  context: call.context ? { ...call.context, looking: false, earlier: [] } : null,
});

function Noted({ text, by }: { readonly text: string; readonly by: string | null }) {
  return (
    <p className="pop-note">
      <Icon name="note" />
      <span>
        <bdi>{text}</bdi>{' '}
        {by !== null && (
          <small>
            <bdi>{by}</bdi>
          </small>
        )}
      </span>
    </p>
  );
}

function Bars() {
  return (
    <p className="pop-note" aria-hidden="true">
      <Icon name="note" />
      <span className="pop-bars" />
    </p>
  );
}
