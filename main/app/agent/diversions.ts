import type { Diversion, Diversions as DiversionsView } from '../../../preload/contract/diversions.ts';
import type { Outcome, RequestInput } from '../../../preload/contract/requests.ts';
import type { AmiAction } from '../../ami/action.ts';
import { databaseDelete, databaseGet, databasePut, getvar, setGlobal } from '../../ami/actions.ts';
import type { AmiClient } from '../../ami/client.ts';
import type { AmiRefusal } from '../../ami/refusal.ts';
import type { Clock } from '../../base/clock.ts';
import { type Disposable, DisposableStore } from '../../base/disposable.ts';
import { Emitter } from '../../base/emitter.ts';
import type { Logger } from '../../base/log.ts';
import { plainText } from '../../base/plain-text.ts';
import type { Call } from '../../calls/call.ts';
import { readDialLine } from '../../numbers/dial-plan.ts';
import type { Settings } from '../../settings/schema.ts';
import { onceLoaded } from '../once-loaded.ts';
import { confirmed, outcomeOfAmi, refused } from '../refusals.ts';
import type { RequestHandlers } from '../serve-page.ts';
import type { AmiRights } from '../transfers/ami-rights.ts';
import { endpointOf } from '../translate/endpoint-of.ts';
import {
  isFeatureCode,
  type KeptAt,
  needs,
  type Recipe,
  type Road,
  readBy,
  recipeOf,
  roadsOf,
} from './diversion-recipe.ts';
import { lackOf } from './lack-of.ts';
import { type MySettings, myDevices } from './my-place.ts';
import { untilSeen } from './until-seen.ts';

export interface DiversionsOptions {
  readonly ami: Pick<AmiClient, 'action' | 'list' | 'onDidChangeLink' | 'onEvent'> | null;
  readonly rights: Pick<AmiRights, 'lack' | 'onDidChange'>;
  readonly settings: MySettings & Pick<Settings, 'diversions' | 'numbers'>;
  readonly clock: Clock;
  readonly log: Logger;
}

type Known = Readonly<Record<Diversion, string>>;

/** AMI tells nobody that AstDB has changed: it is read again that often, and after every call of mine (a feature code). */
const readsEvery = 60_000;
/** How long a dialled code may take to show; the PBX may play a word of its own first. */
const codeWithin = 20_000;
const readsMeanwhile = 1_000;

const all = ['doNotDisturb', 'always', 'busy', 'noAnswer'] as const satisfies readonly Diversion[];

/** What stands there when it is set: FreePBX's dialplan asks for just that word, others for any. */
const on = 'YES';

/**
 * Do not disturb and forwarding, where the PBX's dialplan keeps them: keys of AstDB, and device states for the lamps of
 * phones. Set by whichever road the AMI user's rights leave; what is read back confirms.
 */
export class Diversions implements Disposable {
  readonly #options: DiversionsOptions;
  readonly #recipe: Recipe | null;
  readonly #open = new DisposableStore();
  readonly #changed = this.#open.add(new Emitter<void>());
  readonly onDidChange = this.#changed.event;
  /** null: not known now. */
  #known: Known | null = null;

  constructor(options: DiversionsOptions) {
    this.#options = options;
    this.#recipe = recipeOf(options.settings);
    if (this.#recipe !== null && options.ami !== null) this.#watch(options.ami);
  }

  /** null: nothing is set up. What is not known is not said to be so. */
  get view(): DiversionsView | null {
    const recipe = this.#recipe;
    if (recipe === null) return null;
    const known = this.#known;
    const to = (what: Diversion): string | null => plainText(known?.[what] ?? '', 40) || null;
    const kept = all.filter((what) => recipe[what] !== null);
    const offers = known === null ? [] : kept.filter((what) => this.#roadOf(what) !== null);
    return {
      doNotDisturb: known !== null && known.doNotDisturb !== '',
      ...{ always: to('always'), busy: to('busy'), noAnswer: to('noAnswer') },
      lack: lackOf(this.#lackOf(kept.find((what) => !offers.includes(what)) ?? null)),
      offers,
    };
  }

  /** The call is with the PBX itself, to set something. */
  isCode({ direction, party }: Pick<Call, 'direction' | 'party'>): boolean {
    return direction === 'out' && isFeatureCode(this.#recipe, party.number);
  }

  /** `dial`: has my phone dial just that, where it has no other call. */
  handlers(dial: (dials: string) => Promise<Outcome>) {
    return {
      setDoNotDisturb: (wish: RequestInput<'setDoNotDisturb'>) => this.#set('doNotDisturb', wish.on ? on : '', dial),
      setForward: async ({ when, to }: RequestInput<'setForward'>) => {
        if (to === null) return this.#set(when, '', dial);
        const { dials } = readDialLine(to, this.#options.settings.numbers);
        return dials === null ? refused('bad-target', to) : this.#set(when, dials, dial);
      },
    } satisfies Partial<RequestHandlers>;
  }

  dispose(): void {
    this.#open.dispose();
  }

  #watch(ami: NonNullable<DiversionsOptions['ami']>): void {
    const { clock, settings, rights } = this.#options;
    const mine = myDevices(settings);
    const lamps = new Set(all.flatMap((what) => this.#recipe?.[what]?.lamp ?? []));
    this.#open.add(
      ami.onDidChangeLink((link) => {
        if (link.state === 'up') void onceLoaded(ami, () => this.#read());
        else this.#become(null);
      }),
    );
    this.#open.add(
      ami.onEvent((message) => {
        const isMyCall = message.name === 'Hangup' && mine.has(endpointOf(message.get('Channel') ?? '') ?? '');
        const isLamp = message.name === 'DeviceStateChange' && lamps.has(message.get('Device') ?? '');
        if (isMyCall || isLamp) void this.#read();
      }),
    );
    this.#open.add(rights.onDidChange(() => this.#changed.emit()));
    this.#open.add(clock.every(readsEvery, () => void this.#read()));
  }

  #roadOf(what: Diversion): Road | null {
    const kept = this.#recipe?.[what] ?? null;
    const { ami, rights } = this.#options;
    if (ami === null || kept === null) return null;
    if (rights.lack(readBy(kept)) !== null) return null;
    return roadsOf(kept).find((road) => rights.lack(needs[road]) === null) ?? null;
  }

  /** What would have to be given, so that this could be set; `null`: nothing is to be set. */
  #lackOf(what: Diversion | null): ReturnType<AmiRights['lack']> {
    const kept = what === null ? null : (this.#recipe?.[what] ?? null);
    if (kept === null) return null;
    const { ami, rights } = this.#options;
    const [road = 'code'] = roadsOf(kept);
    return ami === null ? { kind: 'no-ami' } : (rights.lack(readBy(kept)) ?? rights.lack(needs[road]));
  }

  async #set(what: Diversion, value: string, dial: (dials: string) => Promise<Outcome>): Promise<Outcome> {
    const kept = this.#recipe?.[what] ?? null;
    const road = this.#roadOf(what);
    if (kept === null) return refused('not-now');
    if (road === null) return refused('not-permitted');
    if (road !== 'code') return this.#write(what, value, kept);
    const code = value === '' ? kept.codes?.off : kept.codes?.on.replaceAll('{to}', value);
    const dialled = await dial(code ?? '');
    return dialled.outcome === 'confirmed' ? this.#awaited(what, value) : dialled;
  }

  async #write(what: Diversion, value: string, { key, lamp }: KeptAt): Promise<Outcome> {
    const light = lamp === null ? null : setGlobal(`DEVICE_STATE(${lamp})`, value === '' ? 'NOT_INUSE' : 'BUSY');
    if (key === null) return light === null ? refused('not-now') : this.#told(await this.#send(light), what, value);
    const answer = await this.#send(
      value === '' ? databaseDelete(key.family, key.key) : databasePut(key.family, key.key, value),
    );
    const lit = answer === null && light !== null ? await this.#send(light) : null;
    // The phones' lamps are not what counts.
    if (lit !== null) this.#options.log.warn('the lamp of a diversion could not be set', { why: lit.kind });
    return this.#told(answer, what, value);
  }

  /** Null: the PBX took it. */
  async #send(action: AmiAction): Promise<AmiRefusal | null> {
    const answer = (await this.#options.ami?.action(action)) ?? null;
    if (answer === null) return { kind: 'not-connected' };
    return answer.ok ? null : answer.failure;
  }

  /** Of a key that somebody else has deleted meanwhile Asterisk says "not found": what is read counts. */
  async #told(failure: AmiRefusal | null, what: Diversion, value: string): Promise<Outcome> {
    await this.#read();
    if (this.#isSo(what, value)) return confirmed;
    return failure === null ? { outcome: 'unconfirmed', afterMs: 0 } : outcomeOfAmi(failure);
  }

  async #awaited(what: Diversion, value: string): Promise<Outcome> {
    const { clock } = this.#options;
    const again = clock.every(readsMeanwhile, () => void this.#read());
    const told = untilSeen(() => this.#isSo(what, value), this.onDidChange, clock, codeWithin);
    const came = await told.end;
    again.dispose();
    return came ? confirmed : { outcome: 'unconfirmed', afterMs: codeWithin };
  }

  #isSo(what: Diversion, value: string): boolean {
    const known = this.#known?.[what];
    // Which word a dialplan writes for "on" is its own affair.
    return known !== undefined && (what === 'doNotDisturb' ? (known === '') === (value === '') : known === value);
  }

  async #read(): Promise<void> {
    const recipe = this.#recipe;
    if (recipe === null) return;
    const read = await Promise.all(all.map(async (what) => [what, await this.#value(recipe[what])] as const));
    const isWhole = read.every(([, value]) => value !== null);
    if (!isWhole) this.#options.log.info('the diversions cannot be read');
    this.#become(isWhole ? (Object.fromEntries(read) as Known) : null);
  }

  /** Empty: it is not set. null: the PBX does not say. */
  async #value(kept: KeptAt | null): Promise<string | null> {
    if (kept === null) return '';
    const { key, lamp } = kept;
    const { ami } = this.#options;
    if (key !== null) {
      const listed = await ami?.list(databaseGet(key.family, key.key));
      return listed?.ok === true ? (listed.value[0]?.get('Val') ?? '') : null;
    }
    const answer = await ami?.action(getvar(`DEVICE_STATE(${lamp ?? ''})`));
    if (answer?.ok !== true) return null;
    const value = answer.value.get('Value') ?? '';
    return offStates.has(value) ? '' : value;
  }

  #become(known: Known | null): void {
    if (JSON.stringify(known) === JSON.stringify(this.#known)) return;
    this.#known = known;
    this.#changed.emit();
  }
}

/** Of a custom device state that nobody has set, or that is off (devicestate.c). */
const offStates: ReadonlySet<string> = new Set(['NOT_INUSE', 'UNKNOWN', 'INVALID', 'UNAVAILABLE', '']);
