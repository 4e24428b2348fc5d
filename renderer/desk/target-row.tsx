import { memo } from 'react';
import { t } from '../i18n/texts.ts';
import type { Target } from '../search/target.ts';
import { Highlighted } from '../ui/highlighted.tsx';
import { keepFocus } from '../ui/hint.tsx';
import { Icon, type IconName } from '../ui/icons.tsx';
import { Presence } from '../ui/presence.tsx';
import { useNow } from './desk-context.ts';
import { secondsBetween, timeOfDay, timer } from './format.ts';
import { targetName } from './target-text.ts';

interface TargetRowProps {
  readonly id: string;
  readonly target: Target;
  readonly selected: boolean;
  /** Where in the list it stands. */
  readonly row: number;
  /** How many there are: not all of them are drawn. */
  readonly count: number;
  /** The same function at each drawing: a row whose target stays is not drawn again. */
  readonly onPress: (row: number) => void;
}

/** One place a call can go: shape or icon, name with what matched, number, and what it is doing. */
export const TargetRow = memo(function TargetRow({ id, target, selected, row, count, onPress }: TargetRowProps) {
  return (
    <div
      id={id}
      className="row target"
      data-kind={target.kind}
      data-long={target.number.display.length > 7}
      role="option"
      aria-selected={selected}
      aria-setsize={count}
      aria-posinset={row + 1}
      tabIndex={-1}
      onMouseDown={keepFocus}
      onClick={() => onPress(row)}
    >
      <TargetShape target={target} />
      <span className="target-name">
        <b className="target-label">
          <Highlighted text={targetName(target)} ranges={target.name === null ? [] : target.matched} />
        </b>
        <TargetAbout target={target} />
      </span>
      <span className="target-number">
        <bdi>{target.name === null ? '' : target.number.display}</bdi>
      </span>
      <span className="target-status" data-presence={target.presence}>
        <TargetStatus target={target} />
      </span>
    </div>
  );
});

const icons: Readonly<Record<Exclude<Target['kind'], 'colleague'>, IconName>> = {
  queue: 'headphones',
  conference: 'people',
  parking: 'parking',
  contact: 'phone',
  recent: 'phone',
  number: 'phone',
};

/** What it is where that is no person; of a person, where they work. */
function TargetAbout({ target: { kind, team = null, company = null } }: { readonly target: Target }) {
  const about = [t.transfer.kinds[kind], team ?? '', company ?? ''].filter((part) => part !== '').join(', ');
  if (about === '') return null;
  return (
    <span className="target-kind">
      {' '}
      <bdi>{about}</bdi>
    </span>
  );
}

function TargetShape({ target }: { readonly target: Target }) {
  if (target.called !== undefined) return <Icon name={target.called.direction === 'in' ? 'incoming' : 'outgoing'} />;
  if (target.kind !== 'colleague') return <Icon name={icons[target.kind]} />;
  return (
    <span className="target-shape">
      <Presence shape={target.presence === 'offline' ? 'unknown' : target.presence} />
    </span>
  );
}

function TargetStatus({ target }: { readonly target: Target }) {
  if (target.called !== undefined) return t.transfer.called[target.called.direction](timeOfDay(target.called.at));
  if (target.name === null) return t.transfer.freeNumber;
  if (target.queue !== undefined) return t.transfer.inQueue(target.queue.free, target.queue.waiting);
  if (target.kind !== 'colleague') return t.transfer.status[target.kind];
  if (target.warning === 'paused') return <bdi>{t.transfer.paused(target.pausedFor ?? null)}</bdi>;
  if (target.presence === 'busy' && target.since !== null) return <OnCallFor since={target.since} />;
  return t.transfer.presence[target.presence];
}

function OnCallFor({ since }: { readonly since: number }) {
  return t.transfer.onCallFor(timer(secondsBetween(since, useNow())));
}
