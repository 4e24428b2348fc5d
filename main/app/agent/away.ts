import type { AwayView } from '../../../preload/contract/away.ts';
import type { Outcome, RequestInput } from '../../../preload/contract/requests.ts';
import type { Clock } from '../../base/clock.ts';
import { type Disposable, DisposableStore } from '../../base/disposable.ts';
import { Emitter } from '../../base/emitter.ts';
import type { Settings } from '../../settings/schema.ts';
import type { Person } from '../offhook.ts';
import { confirmed } from '../refusals.ts';
import type { RequestHandlers } from '../serve-page.ts';
import type { MyQueues } from './my-queues.ts';

export interface AwayOptions {
  readonly queues: Pick<MyQueues, 'view' | 'onDidChange' | 'handlers'>;
  readonly settings: Pick<Settings, 'queues'>;
  /** What the host knows of the person; null: nothing. */
  readonly person: Person | null;
  readonly isOnCall: () => boolean;
  readonly clock: Clock;
}

/** How often it is looked whether anybody touches this computer, ms. */
const looksEvery = 10_000;

/**
 * Queues ring a desk nobody sits at: on a locked screen, after a while without a touch, and when the last page is closed,
 * the agent is asked whether to stay signed in, or what the settings say is done. A call that is on is never disturbed.
 */
export class Away implements Disposable {
  readonly #options: AwayOptions;
  readonly #open = new DisposableStore();
  readonly #changed = this.#open.add(new Emitter<void>());
  readonly onDidChange = this.#changed.event;
  readonly #wishes: ReturnType<MyQueues['handlers']>;
  #left: 'locked' | 'closed' | null = null;
  /** This absence has been dealt with. */
  #handled = false;
  #view: AwayView | null = null;

  constructor(options: AwayOptions) {
    this.#options = options;
    this.#wishes = options.queues.handlers();
    const { person, queues, clock } = options;
    this.#open.add(queues.onDidChange(() => this.#review()));
    if (person === null || options.settings.queues.away.whenAway === 'stay') return;
    this.#open.add(
      person.onDidLeave((why) => {
        this.#left = why;
        this.#look(person);
      }),
    );
    this.#open.add(
      person.onDidReturn(() => {
        this.#left = null;
        this.#handled = false;
      }),
    );
    this.#open.add(clock.every(looksEvery, () => this.#look(person)));
  }

  /** null: there is nothing to ask or to tell. */
  get view(): AwayView | null {
    return this.#view;
  }

  handlers() {
    return {
      answerAway: ({ how }) => this.#answer(how),
      askBeforeLeaving: () => {
        if (this.#ringing.length > 0) this.#ask('closing');
        return confirmed;
      },
    } satisfies Partial<RequestHandlers>;
  }

  dispose(): void {
    this.#open.dispose();
  }

  /** Where the agent would be rung now. */
  get #ringing(): readonly string[] {
    const queues = this.#options.queues.view?.queues ?? [];
    return queues.flatMap(({ name, mine }) => (mine !== null && mine.pause === null ? [name] : []));
  }

  #look(person: Person): void {
    const { settings, isOnCall } = this.#options;
    const { idleMinutes } = settings.queues.away;
    const isIdle = idleMinutes > 0 && person.idleSeconds() >= idleMinutes * 60;
    const why = this.#left ?? (isIdle ? 'idle' : null);
    if (why === null) this.#handled = false;
    // Somebody who talks is there, whatever the keyboard says.
    if (why === null || this.#handled || isOnCall() || this.#ringing.length === 0) return;
    this.#handled = true;
    const { whenAway } = settings.queues.away;
    // Whoever opens a page again is back: nobody was there to be asked, and the browser asked before.
    if (whenAway === 'ask' && why === 'closed') return;
    if (whenAway === 'ask') this.#ask(why);
    else if (whenAway !== 'stay') void this.#leave(whenAway, why);
  }

  #ask(why: AwayView['why'], failed = false, queues = this.#ringing): void {
    this.#become({ why, since: this.#options.clock.now(), queues: [...queues], did: 'nothing', failed });
  }

  async #leave(how: 'pause' | 'sign-out', why: AwayView['why']): Promise<void> {
    const queues = this.#ringing;
    const since = this.#options.clock.now();
    const outcome = await this.#leaveBy(how);
    if (outcome.outcome === 'confirmed') this.#become({ why, since, queues: [...queues], did: how, failed: false });
    else this.#ask(why, true, queues);
  }

  /** Whoever belongs to a queue by its configuration cannot sign out of it, and is paused there. */
  async #leaveBy(how: 'pause' | 'sign-out'): Promise<Outcome> {
    if (how === 'sign-out') {
      const outcome = await this.#wishes.signOut({ queue: null });
      if (outcome.outcome !== 'confirmed' || this.#ringing.length === 0) return outcome;
    }
    const { reason } = this.#options.settings.queues.away;
    return this.#wishes.pause({ queue: null, reason, back: '' });
  }

  async #answer(how: RequestInput<'answerAway'>['how']): Promise<Outcome> {
    const outcome = await this.#carryOut(how);
    if (outcome.outcome === 'confirmed') this.#become(null);
    return outcome;
  }

  #carryOut(how: RequestInput<'answerAway'>['how']): Promise<Outcome> {
    switch (how) {
      case 'stay':
        return Promise.resolve(confirmed);
      case 'pause':
      case 'sign-out':
        return this.#leaveBy(how);
      case 'back':
        return this.#back();
    }
  }

  async #back(): Promise<Outcome> {
    const left = this.#view?.queues ?? [];
    const queues = this.#options.queues.view?.queues ?? [];
    const wanted = queues.filter(({ name }) => left.includes(name));
    const outcomes = await Promise.all(
      wanted.flatMap(({ name, mine }) => {
        if (mine === null) return [this.#wishes.signIn({ queue: name })];
        return mine.pause === null ? [] : [this.#wishes.endPause({ queue: name })];
      }),
    );
    return outcomes.find(({ outcome }) => outcome !== 'confirmed') ?? confirmed;
  }

  /** The agent has settled it in another way: signed out, paused, or come back. */
  #review(): void {
    const view = this.#view;
    const queues = this.#options.queues.view?.queues ?? null;
    if (view === null || queues === null) return;
    const ringing = this.#ringing;
    const isSettled =
      view.did === 'nothing' ? ringing.length === 0 : view.queues.every((name) => ringing.includes(name));
    if (isSettled) this.#become(null);
  }

  #become(view: AwayView | null): void {
    if (view === this.#view) return;
    this.#view = view;
    this.#changed.emit();
  }
}
