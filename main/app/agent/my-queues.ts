import type { MyQueues as MyQueuesView, QueueSummary } from '../../../preload/contract/my-queues.ts';
import type { QueueView } from '../../../preload/contract/queues.ts';
import type { AmiClient } from '../../ami/client.ts';
import type { Clock } from '../../base/clock.ts';
import { type Disposable, DisposableStore } from '../../base/disposable.ts';
import { Emitter } from '../../base/emitter.ts';
import { plainText } from '../../base/plain-text.ts';
import type { Queue, QueuesState } from '../../queues/queues.ts';
import { type QueueSight, queueSights, wrapUpUntil } from '../../queues/select-queues.ts';
import { reduceToday, servedToday, type Today } from '../../queues/today.ts';
import type { Settings } from '../../settings/schema.ts';
import { queueViews } from '../queue-view.ts';
import type { QueueWatch } from '../queue-watch.ts';
import type { RequestHandlers } from '../serve-page.ts';
import type { AmiRights } from '../transfers/ami-rights.ts';
import type { AgentNotes } from './agent-notes.ts';
import { lackOf } from './lack-of.ts';
import { isMine, type MySettings, myDevices, myPlaces, myQueuesOf } from './my-place.ts';
import { QueueCommands } from './queue-commands.ts';

export interface MyQueuesOptions {
  readonly ami: Pick<AmiClient, 'action'> | null;
  readonly watch: QueueWatch;
  readonly rights: AmiRights;
  readonly settings: MySettings & Pick<Settings, 'numbers'>;
  readonly clock: Clock;
  /** What outlives this desk: a planned return, and where the day's counting began. */
  readonly notes: Pick<AgentNotes, 'noted' | 'note'>;
}

/** What others do in the queues may be shown that much later, ms: a busy PBX tells of it a hundred times a second. */
const othersWait = 500;

/** What signing in and pausing take of AMI. */
const takes = ['join a queue', 'leave a queue', 'pause in a queue'] as const;

/** This agent and the queues: what the page shows of both, and what it may ask for. */
export class MyQueues implements Disposable {
  readonly #options: MyQueuesOptions;
  readonly #open = new DisposableStore();
  readonly #changed = this.#open.add(new Emitter<void>());
  readonly onDidChange = this.#changed.event;
  readonly #commands: QueueCommands;
  readonly #me: ReadonlySet<string>;
  #view: MyQueuesView | null;
  #shown = '';
  #before: QueuesState;
  #later: Disposable | null = null;
  #wrapUp: Disposable | null = null;

  constructor(options: MyQueuesOptions) {
    this.#options = options;
    this.#me = myDevices(options.settings);
    this.#before = options.watch.state;
    this.#commands = new QueueCommands({ ...options, onPlan: (backAt) => this.#plan(backAt) });
    this.#view = options.ami === null ? null : this.#build();
    this.#open.add(options.watch.onDidChange(() => this.#look()));
    this.#open.add(options.rights.onDidChange(() => this.#renew()));
    // Another day begins though nothing is told.
    this.#open.add(options.clock.every(60_000, () => this.#renew()));
  }

  /** null: there is no AMI, which alone tells of queues. */
  get view(): MyQueuesView | null {
    return this.#view;
  }

  handlers() {
    const commands = this.#commands;
    return {
      queues: () => ({ queues: this.#everybody() }),
      signIn: (wish) => commands.signIn(wish),
      signOut: (wish) => commands.signOut(wish),
      pause: (wish) => commands.pause(wish),
      endPause: (wish) => commands.endPause(wish),
      setPenalty: (wish) => commands.setPenalty(wish),
    } satisfies Partial<RequestHandlers>;
  }

  dispose(): void {
    this.#later?.dispose();
    this.#wrapUp?.dispose();
    this.#open.dispose();
  }

  /** What concerns me is shown at once, the others' comings and goings a little later and together. */
  #look(): void {
    const before = this.#before;
    this.#before = this.#options.watch.state;
    if (isMineChanged(before, this.#before, this.#me)) return this.#renew();
    this.#later ??= this.#options.clock.after(othersWait, () => this.#renew());
  }

  #renew(): void {
    this.#later?.dispose();
    this.#later = null;
    if (this.#options.ami === null) return;
    const view = this.#build();
    const shown = JSON.stringify(view);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#view = view;
    this.#endWrapUp(view.wrapUpUntil);
    this.#changed.emit();
  }

  /** Nothing is told when it is over. */
  #endWrapUp(until: number | null): void {
    const { clock } = this.#options;
    this.#wrapUp?.dispose();
    this.#wrapUp = until === null ? null : clock.after(until - clock.now(), () => this.#renew());
  }

  #plan(backAt: number | null): void {
    if (backAt !== this.#options.notes.noted.backAt) this.#options.notes.note({ backAt });
    this.#renew();
  }

  #build(): MyQueuesView {
    const { watch, rights, settings, clock, notes } = this.#options;
    const sights = queueSights(watch.state);
    const places = myPlaces(sights ?? [], this.#me);
    // Whoever ended the pause, the plan is over.
    const isOver = sights !== null && !places.some(({ member }) => member.pause !== null);
    if (isOver && notes.noted.backAt !== null) notes.note({ backAt: null });
    this.#count(sights ?? []);
    const names = new Set(myQueuesOf(sights ?? [], settings).map(({ name }) => name));
    for (const { queue } of places) names.add(queue);
    const waits = places.map(({ queue, member }) => wrapUpUntil(member, settings.queues.wrapUp[queue] ?? 0) ?? 0);
    const until = Math.max(0, ...waits);
    return {
      queues:
        sights?.filter(({ name }) => names.has(name)).map((sight) => summaryOf(sight, this.#me, notes.noted.today)) ??
        null,
      lack: lackOf(rights.lack(takes)),
      reasons: settings.queues.reasons,
      plans: settings.queues.plans,
      backAt: notes.noted.backAt,
      whenAway: settings.queues.away.whenAway,
      wrapUpUntil: until > clock.now() ? until : null,
    };
  }

  #count(sights: readonly QueueSight[]): void {
    const { notes, clock } = this.#options;
    const told = sights.flatMap(({ numbers }) => numbers ?? []);
    const today = told.length === 0 ? notes.noted.today : reduceToday(notes.noted.today, told, clock.now());
    if (today !== notes.noted.today) notes.note({ today });
  }

  #everybody(): QueueView[] | null {
    const { watch, settings, notes } = this.#options;
    const shown = this.#view?.queues?.map(({ name }) => name) ?? [];
    const views = queueViews(
      watch.state,
      (member) => isMine(member, this.#me),
      settings.numbers.country,
      notes.noted.today,
    );
    return views?.filter(({ name }) => shown.includes(name)) ?? null;
  }
}

const longestName = 80;

function summaryOf(
  { name, callers, longestSince, agents, members, numbers }: QueueSight,
  mine: ReadonlySet<string>,
  today: Today | null,
): QueueSummary {
  const me = members.find((member) => isMine(member, mine));
  return {
    name: plainText(name, longestName),
    waiting: callers.length,
    longestSince,
    agents: { ...agents },
    served: numbers === null ? null : servedToday(today, numbers),
    mine: me === undefined ? null : { dynamic: me.dynamic, penalty: me.penalty, pause: pauseOf(me.pause) },
  };
}

const pauseOf = (pause: QueueSight['members'][number]['pause']) =>
  pause === null ? null : { ...pause, reason: pause.reason && plainText(pause.reason, longestName) };

/** Whether anything about this agent is another than before; only queues that have changed are looked at. */
function isMineChanged(before: QueuesState, now: QueuesState, mine: ReadonlySet<string>): boolean {
  if (before.known !== now.known) return true;
  for (const [name, queue] of now.queues) {
    const was = before.queues.get(name);
    if (was !== queue && meIn(was, mine) !== meIn(queue, mine)) return true;
  }
  return false;
}

const meIn = (queue: Queue | undefined, mine: ReadonlySet<string>): string =>
  JSON.stringify(
    [...(queue?.members.values() ?? [])]
      .filter((member) => isMine(member, mine))
      .map((member) => ({ ...member, heardAt: null })),
  );
