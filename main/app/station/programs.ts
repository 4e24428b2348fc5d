import { randomBytes } from 'node:crypto';
import type { LookupTrial } from '../../../preload/contract/programs.ts';
import type { RequestOutput } from '../../../preload/contract/requests.ts';
import { HttpLookup } from '../../lookup/http-lookup.ts';
import { readNumber } from '../../numbers/read-number.ts';
import { sampleValues } from '../context/call-values.ts';
import type { Station } from './station.ts';

/**
 * Asks the web service of the settings about a number. Only what is saved is asked: the secret goes where it was given
 * for, and to no address a page is just writing.
 */
export async function tryLookup(station: Station, number: string): Promise<LookupTrial> {
  const { settings, credentials, options } = station;
  const { clock, log } = options;
  if (settings === null || settings.lookup === null) return { outcome: 'no-service' };
  const { lookup, numbers } = settings;
  const read = readNumber(number, numbers.country);
  if (read === null) return { outcome: 'no-number' };
  const secret = credentials.secrets?.lookupSecret ?? null;
  const service = new HttpLookup({ settings: lookup, secret, clock, log: log.child('lookup') });
  const began = clock.now();
  const answer = await service.look({
    ...sampleValues(settings, [lookup.url, lookup.body ?? '']),
    ...{ e164: read.e164 ?? read.raw, national: read.display },
  });
  if (!answer.ok) return { outcome: 'failed', why: answer.failure.kind, detail: answer.failure.detail };
  return { outcome: 'answered', fields: [...answer.value], ms: clock.now() - began };
}

/** 32 bytes nobody can guess. */
export async function makeApiToken(station: Station): Promise<RequestOutput<'makeApiToken'>> {
  const token = randomBytes(32).toString('base64url');
  const kept = await station.profile.secrets.store.set('apiToken', token);
  if (!kept.ok) return { outcome: 'refused', problems: [{ path: 'apiToken', words: kept.failure }] };
  await station.settle();
  return { outcome: 'made', token };
}
