import { afterEach, describe, expect, test } from 'vitest';
import type { AmiAction } from '../../../main/ami/action.ts';
import type { AmiFeature } from '../../../main/ami/capabilities.ts';
import type { AmiMessage } from '../../../main/ami/codec/message.ts';
import { Diversions } from '../../../main/app/agent/diversions.ts';
import { Emitter } from '../../../main/base/emitter.ts';
import { createLogger } from '../../../main/base/log.ts';
import { failed, success } from '../../../main/base/result.ts';
import type { LinkState } from '../../../main/net/link-failure.ts';
import { settingsSchema } from '../../../main/settings/schema.ts';
import type { Outcome } from '../../../preload/contract/requests.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const block = (name: string, headers: Readonly<Record<string, string>> = {}): AmiMessage =>
  ({ name, get: (header: string) => headers[header] }) as unknown as AmiMessage;
const field = (action: AmiAction, name: string) => action.fields.find(([each]) => each === name)?.[1] ?? '';

/** AstDB and the device states of a PBX, and a phone whose feature codes change them. */
class FakePbx {
  readonly clock = new FakeClock(1000);
  readonly kept = new Map<string, string>();
  readonly states = new Map<string, string>();
  readonly sent: string[] = [];
  readonly dialled: string[] = [];
  readonly links = new Emitter<LinkState>();
  readonly events = new Emitter<AmiMessage>();
  readonly onDidChangeLink = this.links.event;
  readonly onEvent = this.events.event;
  withheld: readonly AmiFeature[] = [];
  isReadable = true;

  list(action: AmiAction) {
    if (action.name !== 'DBGet') return Promise.resolve(success([]));
    if (!this.isReadable) return Promise.resolve(failed({ kind: 'denied' } as const));
    const value = this.kept.get(`${field(action, 'Family')}/${field(action, 'Key')}`);
    return Promise.resolve(success(value === undefined ? [] : [block('DBGetResponse', { Val: value })]));
  }

  action(action: AmiAction) {
    this.sent.push(action.name);
    return Promise.resolve(this.#answer(action));
  }

  #answer(action: AmiAction) {
    const path = `${field(action, 'Family')}/${field(action, 'Key')}`;
    if (action.name === 'DBPut') this.kept.set(path, field(action, 'Val'));
    if (action.name === 'DBDel' && !this.kept.delete(path)) {
      return failed({ kind: 'error', message: 'Database entry not found' } as const);
    }
    const variable = field(action, 'Variable');
    const inside = /\((.*)\)/.exec(variable)?.[1] ?? '';
    if (action.name === 'Setvar') this.states.set(inside, field(action, 'Value'));
    if (action.name === 'Getvar' && !this.isReadable) return failed({ kind: 'denied' } as const);
    return success(block('Success', { Value: this.states.get(inside) ?? 'UNKNOWN' }));
  }

  dial = (dials: string): Promise<Outcome> => {
    this.dialled.push(dials);
    return Promise.resolve({ outcome: 'confirmed' });
  };
}

let pbx: FakePbx;
let diversions: Diversions;
afterEach(() => {
  diversions.dispose();
  expect(pbx.clock.pending).toBe(0);
});

async function at(recipe: object, withheld: readonly AmiFeature[] = [], numbers: object = {}) {
  pbx = new FakePbx();
  pbx.withheld = withheld;
  const settings = settingsSchema.parse({
    agent: { name: 'Ines Varga', extension: '1014' },
    sip: { url: 'wss://pbx.example/ws', username: '1014' },
    diversions: recipe,
    numbers,
  });
  const lack = (features: readonly AmiFeature[]) =>
    features.some((each) => pbx.withheld.includes(each))
      ? ({ kind: 'needs-class', classes: [features.includes('set variables') ? 'call' : 'system'] } as const)
      : null;
  const log = createLogger(
    () => undefined,
    () => 0,
  );
  diversions = new Diversions({
    ...{ ami: pbx, settings, clock: pbx.clock, log },
    rights: { lack, onDidChange: new Emitter<void>().event },
  });
  pbx.links.emit({ state: 'up', since: 0 });
  await pbx.clock.advance(0);
  const handlers = diversions.handlers(pbx.dial);
  return { disturb: (on: boolean) => handlers.setDoNotDisturb({ on }), forward: handlers.setForward };
}
const database: readonly AmiFeature[] = ['write to the database', 'delete from the database'];

describe('do not disturb and forwarding', () => {
  test('are kept in AstDB and shown on phones’ lamps where the recipe is FreePBX’s', async () => {
    const { disturb, forward } = await at({ recipe: 'freepbx' });
    expect(diversions.view).toMatchObject({ doNotDisturb: false, always: null, lack: null });
    expect(await disturb(true)).toEqual({ outcome: 'confirmed' });
    expect(await forward({ when: 'busy', to: '1002' })).toEqual({ outcome: 'confirmed' });
    expect(Object.fromEntries(pbx.kept)).toEqual({ 'DND/1014': 'YES', 'CFB/1014': '1002' });
    expect(Object.fromEntries(pbx.states)).toEqual({ 'Custom:DND1014': 'BUSY' });
    expect(diversions.view).toMatchObject({ doNotDisturb: true, busy: '1002', noAnswer: null });
    expect(await disturb(false)).toEqual({ outcome: 'confirmed' });
    expect([...pbx.kept.keys()]).toEqual(['CFB/1014']);
    expect(pbx.states.get('Custom:DND1014')).toBe('NOT_INUSE');
    // Somebody else was quicker: that it is off is what was wished.
    expect(await disturb(false)).toEqual({ outcome: 'confirmed' });
    expect(pbx.dialled).toEqual([]);
  });

  test('may live in a custom device state alone, which needs no more than class call', async () => {
    const own = {
      recipe: 'own',
      lamps: { doNotDisturb: 'Custom:dnd{extension}' },
      keys: { always: 'cfim/{extension}' },
    };
    const { disturb } = await at(own, database);
    expect(diversions.view).toMatchObject({
      offers: ['doNotDisturb'],
      lack: { kind: 'needs-class', classes: ['system'] },
    });
    expect(await disturb(true)).toEqual({ outcome: 'confirmed' });
    expect(pbx.states.get('Custom:dnd1014')).toBe('BUSY');
    // A phone's own key: the PBX tells of the state.
    pbx.states.set('Custom:dnd1014', 'NOT_INUSE');
    pbx.events.emit(block('DeviceStateChange', { Device: 'Custom:dnd1014', State: 'NOT_INUSE' }));
    await pbx.clock.advance(0);
    expect(diversions.view?.doNotDisturb).toBe(false);
    pbx.kept.set('cfim/1014', '1002');
    await pbx.clock.advance(60_000);
    expect(diversions.view?.always).toBe('1002');
  });

  test('are set by the PBX’s feature code where the AMI user may not write, and confirmed by what is read', async () => {
    const { disturb, forward } = await at({ recipe: 'freepbx' }, database);
    expect(diversions.view).toMatchObject({ lack: null, offers: ['doNotDisturb', 'always', 'busy', 'noAnswer'] });
    let outcome: Outcome | null = null;
    const asked = disturb(true).then((each) => {
      outcome = each;
    });
    await pbx.clock.advance(1500);
    expect([pbx.dialled, outcome]).toEqual([['*78'], null]);
    pbx.kept.set('DND/1014', 'YES');
    await pbx.clock.advance(1000);
    await asked;
    expect(outcome).toEqual({ outcome: 'confirmed' });
    expect(pbx.sent).not.toContain('DBPut');
    const forwarded = forward({ when: 'always', to: '1002' });
    await pbx.clock.advance(20_000);
    expect(await forwarded).toEqual({ outcome: 'unconfirmed', afterMs: 20_000 });
    expect(pbx.dialled).toEqual(['*78', '*721002']);
  });

  test('with a code of one’s own; dialling it is no call with anybody', async () => {
    await at({ recipe: 'plain', codes: { always: { on: '*21{to}', off: '#21' } } }, database);
    expect(diversions.view).toMatchObject({ offers: ['always'], lack: { kind: 'needs-class', classes: ['system'] } });
    const dialled = (number: string) => diversions.isCode({ direction: 'out', party: { name: '', number } });
    expect(['*211002', '#21', '*21', '1002'].map(dialled)).toEqual([true, true, false, false]);
  });

  test('send an outside number as this site dials it, and no text for a number', async () => {
    const numbers = { country: 'US', dialAs: 'national', prefix: '9' };
    const { forward } = await at({ recipe: 'plain' }, [], numbers);
    expect(await forward({ when: 'noAnswer', to: '+12125550142' })).toEqual({ outcome: 'confirmed' });
    expect(pbx.kept.get('CFU/1014')).toBe('92125550142');
    expect(await forward({ when: 'noAnswer', to: 'Bea' })).toMatchObject({ outcome: 'refused', reason: 'bad-target' });
  });

  test('that cannot be read are not said to be off, nor offered', async () => {
    await at({ recipe: 'freepbx' }, ['read the database']);
    pbx.isReadable = false;
    await pbx.clock.advance(60_000);
    expect(diversions.view).toMatchObject({ doNotDisturb: false, offers: [], lack: { kind: 'needs-class' } });
    pbx.links.emit({ state: 'connecting', since: 0, attempt: 1, failure: null });
    expect(diversions.view?.offers).toEqual([]);
  });

  test('are no business of a desk without a recipe', async () => {
    const { disturb } = await at({});
    expect(diversions.view).toBeNull();
    expect(await disturb(true)).toMatchObject({ outcome: 'refused', reason: 'not-now' });
    expect(pbx.sent).toEqual([]);
  });
});
