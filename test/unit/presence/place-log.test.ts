import { describe, expect, test } from 'vitest';
import { PlaceLog } from '../../../main/presence/place-log.ts';
import type { Place } from '../../../preload/contract/places.ts';

const place = (dials: string, more: Partial<Place> = {}): Place => ({
  ...{ kind: 'colleague', name: null, number: { raw: dials, display: dials, e164: null }, dials, presence: 'free' },
  ...{ since: null, warning: null, ...more },
});
const dialsOf = ({ places }: { readonly places: readonly Place[] }) => places.map(({ dials }) => dials);

describe('what is told of places', () => {
  test('is what changed since, the last change last, and each once', () => {
    const log = new PlaceLog();
    for (const dials of ['1', '2', '3']) log.put(place(dials));
    const { revision } = log.since(0, 10);
    log.put(place('3', { presence: 'ringing' }));
    log.put(place('1', { presence: 'busy' }));
    log.put(place('3', { presence: 'busy' }));
    log.put(place('2'));
    expect(dialsOf(log.since(revision, 10))).toEqual(['1', '3']);
    expect(dialsOf(log.since(log.since(0, 10).revision, 10))).toEqual([]);
  });

  test('goes on where it ended when it was too much for once, changes meanwhile included', () => {
    const log = new PlaceLog();
    for (const dials of ['1', '2', '3']) log.put(place(dials));
    const first = log.since(0, 2);
    expect([dialsOf(first), first.more]).toEqual([['1', '2'], true]);
    log.put(place('1', { presence: 'busy' }));
    const second = log.since(first.revision, 2);
    expect([dialsOf(second), second.more]).toEqual([['3', '1'], false]);
  });

  test('names who is gone, for as long as it is remembered, and who came back as there', () => {
    const log = new PlaceLog();
    for (const dials of ['1', '2', '3']) log.put(place(dials));
    const { revision } = log.since(0, 10);
    for (const dials of ['1', '2', '4']) log.remove(dials);
    log.put(place('2'));
    expect(log.since(revision, 10)).toMatchObject({ places: [{ dials: '2' }], gone: ['1'] });
    expect(log.gone).toBe(1);
    log.forgetGone();
    expect([log.gone, log.since(revision, 10).gone]).toEqual([0, []]);
  });

  test.each<[string, Partial<Place>]>([
    ['how long a call lasts', { since: 5 }],
    ['a pause’s reason', { pausedFor: 'Lunch' }],
    ['who waits in a queue', { queue: { free: 1, waiting: 2 } }],
    ['a call of today', { called: { direction: 'in', at: 1 } }],
    ['a use', { used: 1 }],
    ['a team', { team: 'Billing' }],
  ])('%s is a change', (_what, more) => {
    const log = new PlaceLog();
    log.put(place('1'));
    const { revision } = log.since(0, 10);
    log.put(place('1', more));
    expect(log.since(revision, 10).places).toEqual([place('1', more)]);
    log.put(place('1', structuredClone(more)));
    expect(log.since(revision + 1, 10).places).toEqual([]);
  });
});
