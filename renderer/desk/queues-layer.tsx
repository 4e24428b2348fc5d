import { useLayoutEffect, useRef } from 'react';
import type { Diversions } from '../../preload/contract/diversions.ts';
import type { MyQueues, QueueSummary } from '../../preload/contract/my-queues.ts';
import { t } from '../i18n/texts.ts';
import { keepFocus } from '../ui/hint.tsx';
import { Icon } from '../ui/icons.tsx';
import { useDesk, useNow } from './desk-context.ts';
import { secondsBetween, timeOfDay, timer } from './format.ts';
import { QueueDetails } from './queue-details.tsx';
import { QueueFieldLine } from './queue-field.tsx';
import { QueueFoot } from './queue-foot.tsx';
import type { QueuesState } from './queue-state.ts';
import { agentsText, backText, pauseText } from './queue-text.ts';

interface QueuesLayerProps {
  readonly state: QueuesState;
  /** null: nothing tells of queues here. */
  readonly mine: MyQueues | null;
  readonly diversions: Diversions | null;
}

/** Every queue with who waits and who works, and my own place in it; by keyboard. */
export function QueuesLayer({ state, mine, diversions }: QueuesLayerProps) {
  const list = useRef<HTMLDivElement>(null);
  const isTyping = state.field !== null && state.field.kind !== 'reason';
  useLayoutEffect(() => {
    if (!isTyping) list.current?.focus({ preventScroll: true });
  }, [isTyping]);
  const queues = mine?.queues ?? [];
  const chosen = queues.find(({ name }) => name === state.selected) ?? null;
  return (
    <section className="layer queues" role="dialog" aria-label={t.queues.title}>
      <Head mine={mine} />
      {state.field !== null && mine !== null && <QueueFieldLine field={state.field} reasons={mine.reasons} />}
      <div
        className="queue-rows"
        role={queues.length === 0 ? 'group' : 'listbox'}
        aria-label={t.queues.title}
        aria-activedescendant={chosen === null ? undefined : `queue-${queues.indexOf(chosen)}`}
        tabIndex={0}
        ref={list}
      >
        {queues.map((queue, at) => (
          <QueueRow key={queue.name} queue={queue} at={at} selected={queue === chosen} />
        ))}
        {queues.length === 0 && <Nothing isKnown={mine !== null && mine.queues !== null} />}
      </div>
      {chosen !== null && <QueueDetails queue={state.everybody?.find(({ name }) => name === chosen.name) ?? null} />}
      {state.message !== null && (
        <p className="history-message" role="status">
          <bdi>{state.message}</bdi>
        </p>
      )}
      <QueueFoot chosen={chosen} mine={mine} diversions={diversions} />
    </section>
  );
}

function Head({ mine }: { readonly mine: MyQueues | null }) {
  const now = useNow();
  const queues = mine?.queues ?? [];
  const backAt = mine?.backAt ?? null;
  const isIn = queues.filter((queue) => queue.mine !== null).length;
  return (
    <div className="layer-head">
      <Icon name="headphones" />
      <h2 className="layer-title">{t.queues.title}</h2>
      {backAt !== null && <span className="queue-back">{backText(backAt, now)}</span>}
      {queues.length > 0 && (
        <span className="meta">
          {t.queues.strip(isIn, queues.length)} {t.queues.stripWord}
        </span>
      )}
    </div>
  );
}

function Nothing({ isKnown }: { readonly isKnown: boolean }) {
  return (
    <div className="empty">
      <p className="empty-title">{isKnown ? t.queues.none : t.queues.unknown}</p>
      <p>{isKnown ? t.queues.noneHint : t.queues.unknownHint}</p>
    </div>
  );
}

interface QueueRowProps {
  readonly queue: QueueSummary;
  readonly at: number;
  readonly selected: boolean;
}

function QueueRow({ queue, at, selected }: QueueRowProps) {
  const desk = useDesk();
  const { name, agents, served } = queue;
  return (
    <div
      id={`queue-${at}`}
      className="queue-row"
      role="option"
      aria-selected={selected}
      tabIndex={-1}
      ref={selected ? scrollIntoView : null}
      onMouseDown={keepFocus}
      onClick={() => desk.act({ type: 'queues', what: 'select', queue: name })}
    >
      <span className="queue-name">
        <bdi>{name}</bdi>
      </span>
      <MyState queue={queue} />
      <Waiting queue={queue} />
      <span className="queue-agents">{agentsText(agents)}</span>
      {served !== null && (
        <span className="queue-served">
          {served.withinSeconds > 0 && served.completed > 0 && (
            <>
              <b>{t.queues.served(served.percent.toFixed(0), served.withinSeconds)}</b> ·{' '}
            </>
          )}
          {t.queues.counted(served.completed, served.abandoned)} {countedSince(served.since)}
        </span>
      )}
    </div>
  );
}

/** At night somebody looks in time to see it all. */
function countedSince(since: number): string {
  const at = new Date(since);
  return at.getHours() === 0 && at.getMinutes() < 5 ? t.queues.today : t.queues.todaySince(timeOfDay(since));
}

/** Who waits, and whether longer than was agreed. */
function Waiting({ queue: { waiting, longestSince, served } }: { readonly queue: QueueSummary }) {
  const seconds = secondsBetween(longestSince ?? 0, useNow());
  const agreed = served?.withinSeconds ?? 0;
  return (
    <span className="queue-waiting" data-some={waiting > 0}>
      {waiting === 0 ? t.queues.nobodyWaits : t.queues.waiting(waiting)}
      {longestSince !== null && (
        <span className="queue-longest" data-late={agreed > 0 && seconds > agreed}>
          {' '}
          {t.queues.longest(timer(seconds))}
        </span>
      )}
    </span>
  );
}

/** My own place there: in words, and in a shape that needs no colour. */
function MyState({ queue: { mine } }: { readonly queue: QueueSummary }) {
  const now = useNow();
  if (mine === null) {
    return <span className="queue-mine">{t.queues.notSignedIn}</span>;
  }
  const { pause, penalty, dynamic } = mine;
  return (
    <span className="queue-mine" data-state={pause === null ? 'in' : 'paused'}>
      <Icon name={pause === null ? 'check' : 'pause'} />
      {pause === null ? dynamic ? t.queues.signedIn : t.queues.fixed : <bdi>{pauseText(pause, now)}</bdi>}
      {penalty > 0 && <span className="meta"> {t.queues.penalty(penalty)}</span>}
    </span>
  );
}

const scrollIntoView = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest' });
