import { beforeEach, describe, expect, test } from 'vitest';
import { LinkKeeper } from '../../../../main/app/context/link-keeper.ts';
import { createLogger } from '../../../../main/base/log.ts';
import { failed, success } from '../../../../main/base/result.ts';
import { reduceCalls } from '../../../../main/calls/reduce-calls.ts';
import { callStack } from '../../../../main/calls/select-calls.ts';
import { type CallsState, callsOf } from '../../../../main/calls/state.ts';
import type { CallFact } from '../../../../main/facts/fact.ts';
import type { Opening } from '../../../../main/lookup/links.ts';
import { settingsSchema } from '../../../../main/settings/schema.ts';
import {
  alice,
  answered,
  arrival,
  channel,
  dialBegin,
  dialog,
  ended,
  queueOffer,
  seen,
  stranger,
} from '../../calls/facts.ts';

type LinkSetting = (typeof settingsSchema)['_output']['callLinks'][number];

let opened: string[];
let logged: string[];
let state: CallsState;
let keeper: LinkKeeper;

const keeperOf = (callLinks: readonly Partial<LinkSetting>[], fails = false): LinkKeeper =>
  new LinkKeeper({
    settings: settingsSchema.parse({
      agent: { name: 'Ines Varga', extension: '1014' },
      sip: { url: 'wss://pbx.example/ws', username: '1014' },
      numbers: { country: 'GB' },
      callLinks,
    }),
    opener: (opening: Opening) => {
      opened.push(opening.kind === 'url' ? opening.url : [opening.file, ...opening.args].join(' '));
      return Promise.resolve(fails ? failed('no browser') : success());
    },
    log: createLogger(
      (line) => logged.push(JSON.stringify(line)),
      () => 0,
    ),
  });

const crm = (on: LinkSetting['on'], more: Partial<LinkSetting> = {}): Partial<LinkSetting> => ({
  ...{ label: `CRM ${on}`, url: `https://crm.example/${on}?n={e164}`, on },
  ...more,
});
const see = (...facts: readonly CallFact[]): void => {
  for (const fact of facts) {
    state = reduceCalls(state, fact);
    keeper.see(state);
    // Nothing has changed: a second look opens nothing.
    keeper.see(state);
  }
};
const keyOf = () => {
  const [call] = callStack(state);
  if (call === undefined) throw new Error('there is no call');
  return call.key;
};
const tomas = '%2B442079460137';
const other = { remote: { name: 'Priya Sandoval', user: '+442079460999' } };

beforeEach(() => {
  [opened, logged, state] = [[], [], callsOf([alice])];
});

describe('what is opened for a call by itself', () => {
  test('is opened once at its ring, once at its answer and once at its end, however often the call is told of', () => {
    keeper = keeperOf([crm('ring'), crm('answer'), crm('end'), crm('transfer')]);
    see(
      seen('a', 0),
      seen('a', 1),
      answered('a', 2),
      answered('a', 3),
      answered('a', 4, { held: true }),
      answered('a', 5),
    );
    expect(opened).toEqual([`https://crm.example/ring?n=${tomas}`, `https://crm.example/answer?n=${tomas}`]);
    see(ended('a', 9));
    expect(opened.slice(2)).toEqual([`https://crm.example/end?n=${tomas}`]);
  });

  test('is opened again when the far party is somebody else, once', () => {
    keeper = keeperOf([crm('answer'), crm('transfer')]);
    see(seen('a', 0), answered('a', 2), answered('a', 3, other), answered('a', 4, other));
    expect(opened).toEqual([
      `https://crm.example/answer?n=${tomas}`,
      'https://crm.example/answer?n=%2B442079460999',
      'https://crm.example/transfer?n=%2B442079460999',
    ]);
  });

  test('is opened when a number is known, and for nobody without one', () => {
    keeper = keeperOf([crm('ring')]);
    see(seen('a', 0, { remote: { name: 'Anonymous', user: '' } }));
    expect(opened).toEqual([]);
    see(seen('a', 1));
    expect(opened).toEqual([`https://crm.example/ring?n=${tomas}`]);
  });

  test('keeps to its rules: queue, called number, direction', () => {
    keeper = keeperOf([
      crm('ring', { direction: 'out' }),
      crm('ring', { queue: 'Support' }),
      crm('ring', { did: '5000' }),
      crm('ring', { direction: 'in', label: 'mine' }),
    ]);
    see(seen('a', 0));
    expect(opened).toHaveLength(1);
  });

  test('opens nothing that is only for a key', () => {
    keeper = keeperOf([crm('key')]);
    see(seen('a', 0), answered('a', 2), ended('a', 3));
    expect(opened).toEqual([]);
  });

  test('runs a program with each value as one argument, and logs neither the caller nor the address', async () => {
    keeper = keeperOf([{ label: 'CRM', command: ['crm', '--name={name}', '{e164}'], on: 'ring' }], true);
    see(seen('a', 0, { remote: { name: 'Bo $(rm -rf /) & Co', user: '+442079460137' } }));
    expect(opened).toEqual([`crm --name=Bo%20%24%28rm%20-rf%20%2F%29%20%26%20Co ${tomas}`]);
    await Promise.resolve();
    expect(logged.join('')).toContain('a link could not be opened');
    expect(logged.join('')).not.toContain('Bo');
  });
});

describe('what is opened by key', () => {
  test('is offered by its label where its rules hold, and opened each time it is asked for', async () => {
    keeper = keeperOf([crm('key'), crm('key', { label: 'Orders', direction: 'out' })]);
    see(seen('a', 0));
    const [call] = callStack(state);
    expect(call && keeper.offered(call, state)).toEqual(['CRM key']);
    expect(await keeper.open(keyOf(), 'CRM key', state)).toEqual({ outcome: 'confirmed' });
    expect(await keeper.open(keyOf(), 'CRM key', state)).toEqual({ outcome: 'confirmed' });
    expect(opened).toHaveLength(2);
    expect(await keeper.open(keyOf(), 'Orders', state)).toMatchObject({ outcome: 'refused' });
    expect(await keeper.open('gone' as never, 'CRM key', state)).toMatchObject({ reason: 'no-such-call' });
  });

  test('names the call as the PBX does: its channel, what links it, its queue, and what the dialplan sent', async () => {
    const url =
      'https://crm.example/?u={uniqueid}&l={linkedid}&q={queue}&a={agent}&e={e164}&n={national}&c={var:CRM_ID}';
    keeper = keeperOf([{ label: 'Call', url, on: 'key', queue: 'support' }]);
    see(
      stranger('ann', 1, { linkedid: channel('ann') }),
      queueOffer('ann', 'alice', 1),
      dialBegin('ann', 'alice', 1),
      arrival('alice', 1, { linkedid: channel('ann'), dialog: dialog('a') }),
      seen('a', 1, { values: { CRM_ID: '77/4' } }),
    );
    expect(await keeper.open(keyOf(), 'Call', state)).toEqual({ outcome: 'confirmed' });
    expect(opened).toEqual([
      'https://crm.example/?u=alice&l=ann&q=support&a=1014&e=%2B442079460137&n=020%207946%200137&c=77%2F4',
    ]);
  });

  test('that the system does not open is told with its reason', async () => {
    keeper = keeperOf([crm('key')], true);
    see(seen('a', 0));
    expect(await keeper.open(keyOf(), 'CRM key', state)).toMatchObject({ reason: 'internal', detail: 'no browser' });
  });
});

describe('trying a link out', () => {
  test('opens it once, for a call nobody makes, and only what the settings name', async () => {
    keeper = keeperOf([crm('ring', { queue: 'Sales' }), { label: 'CRM', command: ['crm', '{e164}'], on: 'answer' }]);
    expect(await keeper.tryOut('CRM ring')).toEqual({ outcome: 'confirmed' });
    expect(await keeper.tryOut('CRM')).toEqual({ outcome: 'confirmed' });
    expect(opened).toEqual(['https://crm.example/ring?n=%2B12125550142', 'crm %2B12125550142']);
    expect(await keeper.tryOut('Another')).toMatchObject({ outcome: 'refused' });
    // A call is still opened for.
    see(seen('a', 0), answered('a', 1));
    expect(opened).toHaveLength(3);
  });
});

describe('the preview of a template', () => {
  beforeEach(() => {
    keeper = keeperOf([]);
  });

  test('shows what it would open for a caller with a difficult name, and opens nothing', () => {
    expect(keeper.preview({ url: 'https://crm.example/?n={name}&c={var:CRM_ID}' })).toEqual({
      opens: 'https://crm.example/?n=Anna%20%26%20Bo%20%E2%80%9CQ%E2%80%9D%20Berg&c=value%20of%20CRM_ID',
      problem: null,
    });
    expect(opened).toEqual([]);
  });

  test.each([
    'javascript:alert(1)',
    'http://crm.example/{name}',
    'https://{name}/',
    'https://crm.example/{nothing}',
    'file:///etc/passwd',
  ])('says what is wrong with %s', (url) => {
    const { opens, problem } = keeper.preview({ url });
    expect(opens).toBeNull();
    expect(problem).not.toBeNull();
  });
});
