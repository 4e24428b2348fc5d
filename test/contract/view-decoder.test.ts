import { expect, test } from 'vitest';
import { ViewDecoder } from '../../preload/bridge/view-decoder.ts';
import { deskView } from '../../preload/contract/views.ts';

const told = (change: object = {}) => ({
  revision: 1,
  agent: { name: 'Ines', extension: '1014', state: 'ready', since: 0 },
  links: { sip: { state: 'up', since: 0 }, ami: { state: 'off' }, ari: { state: 'off' } },
  voicemail: null,
  calls: [],
  parked: null,
  today: [
    {
      id: 'ann',
      direction: 'in',
      party: { name: 'Ann', number: null },
      reason: 'they-gave-up',
      startedAt: 1,
      talkSeconds: null,
    },
  ],
  todayCount: 1,
  audio: { served: true, microphone: 'ready' },
  ring: { rings: 'yes' },
  rehearsals: [],
  ...change,
});

test('a view decodes to what the contract makes of it, without what the contract does not know', () => {
  const decoder = new ViewDecoder();
  expect(decoder.decode(told({ surplus: 1 }))).toEqual(deskView.parse(told()));
  expect(decoder.decode(told({ listens: ['whisper'] }))).toEqual(deskView.parse(told({ listens: ['whisper'] })));
  // Left out again: not remembered.
  expect(decoder.decode(told())).toEqual(deskView.parse(told()));
});

test('what is the same as in the view before is the very same, and what is not is new', () => {
  const decoder = new ViewDecoder();
  const first = decoder.decode(told());
  const second = decoder.decode(told({ revision: 2, agent: { ...told().agent, state: 'paused' } }));
  expect(second?.today).toBe(first?.today);
  expect(second?.links).toBe(first?.links);
  expect(second?.agent).toEqual({ ...first?.agent, state: 'paused' });
  expect(second?.revision).toBe(2);
});

test.each([
  ['no view', null],
  ['text', 'view'],
  ['a view without its calls', told({ calls: undefined })],
  ['a call that is none', told({ calls: [{ id: 'ann', phase: 'singing' }] })],
])('%s is refused, and the view after it is none the worse for it', (_, wrong) => {
  const decoder = new ViewDecoder();
  const first = decoder.decode(told());
  expect(decoder.decode(wrong)).toBeNull();
  const next = decoder.decode(told({ revision: 2 }));
  expect(next).toEqual(deskView.parse(told({ revision: 2 })));
  expect(next?.today).toBe(first?.today);
});

test('of a list only the entries that are others are new', () => {
  const decoder = new ViewDecoder();
  const [ann] = told().today;
  const first = decoder.decode(told());
  const second = decoder.decode(told({ revision: 2, today: [{ ...ann, id: 'bo' }, ann] }));
  expect(second?.today.map(({ id }) => id)).toEqual(['bo', 'ann']);
  expect(second?.today[1]).toBe(first?.today[0]);
  // Twice the same is twice told.
  expect(decoder.decode(told({ revision: 3, today: [ann, ann] }))?.today).toHaveLength(2);
});
