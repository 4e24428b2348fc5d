import type { MyQueues } from '../../preload/contract/my-queues.ts';
import type { DeskView } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import { keepFocus } from '../ui/hint.tsx';
import { Icon } from '../ui/icons.tsx';
import { useDesk, useNow } from './desk-context.ts';
import { secondsBetween, timer } from './format.ts';
import { backText, reasonOf } from './queue-text.ts';

/** In how many queues I am, of how many; also opens them. */
export function QueueCount({ mine }: { readonly mine: MyQueues }) {
  const desk = useDesk();
  const { queues } = mine;
  const isIn = (queues ?? []).filter((queue) => queue.mine !== null).length;
  return (
    <button
      type="button"
      className="count"
      onMouseDown={keepFocus}
      onClick={() => desk.act({ type: 'queues', what: 'open' })}
    >
      <Icon name="headphones" />
      <span>
        <b>{queues === null ? t.parked.stripNone : t.queues.strip(isIn, queues.length)}</b>{' '}
        <span className="count-word">{t.queues.stripWord}</span>
      </span>
      <span className="hidden">{queues === null ? t.queues.stripUnknown : t.queues.stripOpens}</span>
    </button>
  );
}

/** What the pill says besides the state itself: why I am paused and how long, or how long the queues still wait for me. */
export function IdleDetail({ view: { agent, queues } }: { readonly view: DeskView }) {
  const now = useNow();
  if (agent.state === 'wrap-up') return <span role="timer">{timer(secondsBetween(now, agent.since))}</span>;
  if (agent.state !== 'paused') return null;
  const [pause] = (queues?.queues ?? []).flatMap(({ mine }) => mine?.pause ?? []);
  const reason = pause === undefined ? null : reasonOf(pause);
  const backAt = queues?.backAt ?? null;
  return (
    <>
      {reason !== null && <bdi className="pill-reason">{reason}</bdi>}
      <span role="timer">{timer(secondsBetween(agent.since, now))}</span>
      {backAt !== null && (
        <span className="pill-back" data-due={backAt <= now}>
          {backText(backAt, now)}
        </span>
      )}
    </>
  );
}
