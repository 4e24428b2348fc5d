import type { Outcome, RequestOutput } from '../../../preload/contract/requests.ts';
import type { Logger } from '../../base/log.ts';
import type { Result } from '../../base/result.ts';
import type { Call, CallKey } from '../../calls/call.ts';
import { callStack, findCall } from '../../calls/select-calls.ts';
import type { CallsState } from '../../calls/state.ts';
import { isFor, type Link, type LinkTrigger, type Opening, openingOf } from '../../lookup/links.ts';
import type { CallValues } from '../../lookup/template.ts';
import type { Settings } from '../../settings/schema.ts';
import { confirmed, refused } from '../refusals.ts';
import { callValues, sampleValues } from './call-values.ts';

/** What the host opens: an address in the person's browser, or a program. */
export type LinkOpener = (opening: Opening) => Promise<Result<void, string>>;

export interface LinkKeeperOptions {
  readonly settings: Settings;
  readonly opener: LinkOpener | null;
  readonly log: Logger;
}

interface Seen {
  readonly phase: Call['phase'];
  readonly number: string;
}

const remembered = 1000;

/**
 * Opens what the settings name for a call: once a call and trigger, and once more when the far party changes. A caller
 * without a number opens nothing by itself.
 */
export class LinkKeeper {
  readonly #options: LinkKeeperOptions;
  readonly #seen = new Map<CallKey, Seen>();
  readonly #fired = new Set<string>();

  constructor(options: LinkKeeperOptions) {
    this.#options = options;
  }

  see(state: CallsState): void {
    const { settings } = this.#options;
    if (settings.callLinks.every(({ on }) => on === 'key')) return;
    for (const call of callStack(state)) {
      const { number } = call.party;
      const before = this.#seen.get(call.key);
      this.#seen.set(call.key, { phase: call.phase, number });
      if (number === '') continue;
      for (const trigger of triggersOf(call, before)) this.#fire(call, trigger, callValues(call, state, settings));
    }
    for (const old of [...this.#seen.keys()].slice(0, -remembered)) this.#seen.delete(old);
    for (const old of [...this.#fired].slice(0, -remembered)) this.#fired.delete(old);
  }

  /** What is offered for a call, by label. */
  offered(call: Call, state: CallsState): string[] {
    const values = callValues(call, state, this.#options.settings);
    return this.#linksFor(call, values).map(({ label }) => label);
  }

  async open(key: CallKey, label: string, state: CallsState): Promise<Outcome> {
    const call = findCall(state, key)?.call;
    if (call === undefined) return refused('no-such-call');
    const values = callValues(call, state, this.#options.settings);
    const link = this.#linksFor(call, values).find((each) => each.label === label);
    return link === undefined ? refused('not-now') : this.#open(link, values);
  }

  /** Opens one of the settings for a call nobody makes. */
  async tryOut(label: string): Promise<Outcome> {
    const { settings } = this.#options;
    const link = settings.callLinks.find((each) => each.label === label);
    if (link === undefined) return refused('not-now');
    return this.#open(link, sampleValues(settings, [link.url ?? '', ...(link.command ?? [])]));
  }

  /** What a template comes to for a call nobody makes. */
  preview(link: {
    readonly url?: string | undefined;
    readonly command?: readonly string[] | undefined;
  }): RequestOutput<'previewLink'> {
    const { settings } = this.#options;
    const values = sampleValues(settings, [link.url ?? '', ...(link.command ?? [])]);
    const opening = openingOf({ label: '', on: 'key', ...link }, values, settings.linkSchemes);
    if (!opening.ok) return { opens: null, problem: opening.failure };
    return {
      opens: opening.value.kind === 'url' ? opening.value.url : [opening.value.file, ...opening.value.args].join(' '),
      problem: null,
    };
  }

  #linksFor(call: Call, values: CallValues): readonly Link[] {
    return this.#options.settings.callLinks.filter((link) => isFor(link, { ...values, direction: call.direction }));
  }

  #fire(call: Call, trigger: LinkTrigger, values: CallValues): void {
    for (const [at, link] of this.#options.settings.callLinks.entries()) {
      const once = `${call.key} ${call.visits.length} ${at} ${call.party.number}`;
      if (link.on !== trigger || this.#fired.has(once) || !isFor(link, { ...values, direction: call.direction }))
        continue;
      this.#fired.add(once);
      void this.#open(link, values);
    }
  }

  async #open(link: Link, values: CallValues): Promise<Outcome> {
    const { settings, opener, log } = this.#options;
    const opening = openingOf(link, values, settings.linkSchemes);
    if (!opening.ok) {
      log.warn('a link of the settings is not opened', { label: link.label, why: opening.failure });
      return refused('bad-target', opening.failure);
    }
    if (opener === null) return refused('not-now');
    const opened = await opener(opening.value);
    if (opened.ok) return confirmed;
    log.warn('a link could not be opened', { label: link.label, why: opened.failure });
    return refused('internal', opened.failure);
  }
}

function triggersOf(call: Call, before: Seen | undefined): readonly LinkTrigger[] {
  const other = before !== undefined && before.number !== '' && before.number !== call.party.number;
  const isNew = before === undefined || before.number === '' || before.phase !== call.phase || other;
  if (!isNew) return [];
  switch (call.phase) {
    case 'ringing':
      return ['ring'];
    case 'active':
      return other ? ['answer', 'transfer'] : ['answer'];
    case 'held':
      return other ? ['transfer'] : [];
    case 'ended':
      return ['end'];
    case 'dialling':
      return [];
  }
}
