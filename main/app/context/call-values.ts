import type { Call } from '../../calls/call.ts';
import type { CallsState } from '../../calls/state.ts';
import type { CallValues } from '../../lookup/template.ts';
import { readNumber } from '../../numbers/read-number.ts';
import type { Settings } from '../../settings/schema.ts';
import { calledNumber, partyOf } from '../shown-texts.ts';

/** What a template or the local API may name of a call. */
export function callValues(call: Call, state: CallsState, settings: Pick<Settings, 'numbers' | 'agent'>): CallValues {
  const { country } = settings.numbers;
  const number = readNumber(call.party.number, country);
  const { origin } = call;
  return {
    e164: number?.e164 ?? number?.raw ?? '',
    national: number?.display ?? '',
    name: partyOf(call.party, country).name ?? '',
    queue: origin.kind === 'queue' ? origin.queue : '',
    did: calledNumber(call) ?? '',
    uniqueid: call.channels[0] ?? '',
    linkedid: [...(state.records.get(call.key)?.linkedids ?? [])][0] ?? '',
    agent: settings.agent.extension,
    vars: call.values,
  };
}

/** A call nobody makes, to show what `templates` come to. */
export const sampleValues = (settings: Pick<Settings, 'agent'>, templates: readonly string[]): CallValues => ({
  ...{ e164: '+12125550142', national: '(212) 555-0142', name: 'Anna & Bo “Q” Berg', queue: 'Support', did: '5000' },
  ...{ uniqueid: '1790000000.42', linkedid: '1790000000.41', agent: settings.agent.extension },
  vars: Object.fromEntries(
    [...templates.join(' ').matchAll(/\{var:([^{}]*)\}/g)].map(([, name = '']) => [name, `value of ${name}`]),
  ),
});
