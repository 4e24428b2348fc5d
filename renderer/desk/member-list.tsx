import type { CallView, ConferenceMember } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import { keepFocus } from '../ui/hint.tsx';
import { Icon } from '../ui/icons.tsx';
import { useDesk } from './desk-context.ts';
import { shortWithNumber } from './party-text.ts';

/** Who is in the conference, who talks, and what can be done with each. */
export function MemberList({ call, focused }: { readonly call: CallView; readonly focused: boolean }) {
  const members = call.members ?? [];
  if (call.phase === 'ended' || (call.conference ?? null) === null || members.length === 0) return null;
  return (
    <ul className="members" aria-label={t.conference.members}>
      {members.map((member) => (
        <MemberRow key={member.member} call={call} member={member} withButtons={focused && !member.me} />
      ))}
    </ul>
  );
}

interface MemberRowProps {
  readonly call: CallView;
  readonly member: ConferenceMember;
  readonly withButtons: boolean;
}

function MemberRow({ call, member, withButtons }: MemberRowProps) {
  const name = member.me ? t.conference.you : shortWithNumber(member.party);
  return (
    <li className="member" data-talking={member.talking}>
      <span className="member-mark">
        <Icon name={member.muted ? 'micOff' : 'people'} />
      </span>
      <bdi className="member-name">{name}</bdi>
      <span className="member-state">{stateOf(member)}</span>
      {withButtons && <MemberButtons call={call} member={member} name={name} />}
    </li>
  );
}

const stateOf = ({ muted, talking }: ConferenceMember): string => {
  if (muted) return t.conference.muted;
  return talking ? t.conference.talking : '';
};

function MemberButtons({ call, member, name }: Omit<MemberRowProps, 'withButtons'> & { readonly name: string }) {
  const desk = useDesk();
  const button = (what: 'mute' | 'unmute' | 'remove', words: { short: string; long: string }) => (
    <button
      type="button"
      className="hint"
      aria-label={words.long}
      onMouseDown={keepFocus}
      onClick={() => desk.act({ type: 'member', call: call.id, member: member.member, what })}
    >
      <span className="verb">{words.short}</span>
    </button>
  );
  const turn = member.muted ? 'unmute' : 'mute';
  return (
    <span className="member-buttons">
      {button(turn, { short: t.conference.short[turn], long: t.conference.acts[turn](name) })}
      {button('remove', { short: t.conference.short.remove, long: t.conference.acts.remove(name) })}
    </span>
  );
}
