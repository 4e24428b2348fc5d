import type { QueueMemberView, QueueView } from '../../preload/contract/queues.ts';
import { t } from '../i18n/texts.ts';
import { Presence, type PresenceShape } from '../ui/presence.tsx';
import { useNow } from './desk-context.ts';
import { partyName } from './party-text.ts';
import { pauseText } from './queue-text.ts';
import { Timer } from './timer.tsx';

/** Who waits in the chosen queue, and who works in it. */
export function QueueDetails({ queue }: { readonly queue: QueueView | null }) {
  if (queue === null) return null;
  return (
    <div className="queue-details" tabIndex={0} role="group" aria-label={queue.name}>
      <section>
        <h3>{t.queues.callers}</h3>
        {queue.callers.length === 0 && <p className="meta">{t.queues.noCallers}</p>}
        <ol>
          {queue.callers.map(({ party, position, since }) => (
            <li key={position} className="queue-caller">
              <span className="meta">{position}</span>
              <span className="queue-who">
                <bdi>{partyName(party)}</bdi>
                {party.name !== null && party.number !== null && (
                  <span className="meta">
                    {' '}
                    <bdi>{party.number.display}</bdi>
                  </span>
                )}
              </span>
              <Timer className="queue-since" since={since} />
            </li>
          ))}
        </ol>
      </section>
      <section>
        <h3>{t.queues.members}</h3>
        {queue.members.length === 0 && <p className="meta">{t.queues.noMembers}</p>}
        <ul>
          {queue.members.map((member) => (
            <Member key={member.interface} member={member} />
          ))}
        </ul>
      </section>
    </div>
  );
}

const shapes: Readonly<Record<QueueMemberView['doing'], PresenceShape>> = {
  free: 'free',
  ringing: 'ringing',
  busy: 'busy',
  paused: 'away',
  away: 'unknown',
};

function Member({ member }: { readonly member: QueueMemberView }) {
  const now = useNow();
  const { doing, pause, penalty, me } = member;
  return (
    <li className="queue-member">
      <Presence shape={shapes[doing]} />
      <span className="queue-who">
        <bdi>{member.name ?? member.interface}</bdi>
        {me && <span className="meta"> {t.queues.you}</span>}
      </span>
      <span className="queue-doing">
        <bdi>{pause === null ? t.queues.doing[doing] : pauseText(pause, now)}</bdi>
        {penalty > 0 && <span className="meta"> {t.queues.penalty(penalty)}</span>}
      </span>
    </li>
  );
}
