import type { AgentState, DeskView } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import { keepFocus } from '../ui/hint.tsx';
import { Icon } from '../ui/icons.tsx';
import { Presence, type PresenceShape } from '../ui/presence.tsx';
import { ConnectionGlyph } from './connection-glyph.tsx';
import { useDesk } from './desk-context.ts';
import { DiversionSigns } from './diversion-strip.tsx';
import { boxesOf } from './messages-state.ts';
import { IdleDetail, QueueCount } from './queue-strip.tsx';
import { RingsHere, RingTrouble } from './ring-light.tsx';

const shapes: Readonly<Record<AgentState, PresenceShape>> = {
  ready: 'free',
  ringing: 'ringing',
  'on-call': 'busy',
  'wrap-up': 'away',
  paused: 'away',
  offline: 'unknown',
};

export function StatusStrip({ view }: { readonly view: DeskView }) {
  const { agent } = view;
  return (
    <header className="strip" aria-label={t.strip}>
      <h1 className="hidden">{t.app}</h1>
      <div className="strip-row">
        <span className="agent">
          <bdi className="agent-name">{agent.name}</bdi> <span className="agent-extension">{agent.extension}</span>
        </span>
        <span className="pill" data-state={agent.state}>
          <Presence shape={shapes[agent.state]} />
          {t.agent[agent.state]}
          <IdleDetail view={view} />
        </span>
        <ConnectionGlyph links={view.links} />
        {view.ring.rings === 'yes' && <RingsHere />}
      </div>
      <div className="strip-row strip-counts">
        <VoicemailCount view={view} />
        <ParkedCount parked={view.parked} />
        {view.queues !== undefined && <QueueCount mine={view.queues} />}
      </div>
      {view.diversions !== undefined && <DiversionSigns diversions={view.diversions} />}
      {view.ring.rings !== 'yes' && <RingTrouble view={view} />}
    </header>
  );
}

/** Also opens the list. */
function ParkedCount({ parked }: { readonly parked: DeskView['parked'] }) {
  const desk = useDesk();
  return (
    <button
      type="button"
      className="count"
      onMouseDown={keepFocus}
      onClick={() => desk.act({ type: 'open', layer: 'parked' })}
    >
      <Icon name="parking" />
      <span>
        <b>{parked === null ? t.parked.stripNone : parked.length}</b> {t.parked.stripWord}
      </span>
      <span className="hidden">{parked === null ? t.parked.stripUnknown : t.parked.stripOpens}</span>
    </button>
  );
}

/** Also opens the list. A mailbox that is shared is told of while something new lies in it. */
function VoicemailCount({ view }: { readonly view: DeskView }) {
  const desk = useDesk();
  const counts = view.voicemail;
  const urgent = counts?.urgent ?? 0;
  return (
    <button
      type="button"
      className="count"
      onMouseDown={keepFocus}
      onClick={() => desk.act({ type: 'messages', what: 'open' })}
    >
      <Icon name="voicemail" />
      <span className="hidden">{t.messages.title}</span>
      {counts === null ? (
        <span>
          {t.voicemail.none} <span className="hidden">{t.voicemail.unknown}</span>
        </span>
      ) : (
        <span>
          <b>{counts.new}</b> {t.voicemail.newOf(counts.old)}
        </span>
      )}
      {urgent > 0 && (
        <span className="urgent">
          <Icon name="triangle" />
          <b>{t.voicemail.urgent(urgent)}</b>
        </span>
      )}
      {sharedCounts(view).map((line) => (
        <span key={line}>
          <bdi>{line}</bdi>
        </span>
      ))}
      <span className="hidden">{t.messages.open}</span>
    </button>
  );
}

const sharedCounts = (view: DeskView): readonly string[] =>
  boxesOf(view).flatMap(({ label, counts }) =>
    label === null || counts === null || counts.new === 0 ? [] : [t.messages.inBox(counts.new, label)],
  );
