import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AmiAction } from '../../../main/ami/action.ts';
import type { AmiClient } from '../../../main/ami/client.ts';
import type { AmiMessage } from '../../../main/ami/codec/message.ts';
import { Messages } from '../../../main/app/messages/messages.ts';
import { Emitter } from '../../../main/base/emitter.ts';
import { failed, success } from '../../../main/base/result.ts';
import type { LinkState } from '../../../main/net/link-failure.ts';
import { settingsSchema } from '../../../main/settings/schema.ts';
import { unknownMailbox } from '../../../main/voicemail/mailbox.ts';
import { mailboxView } from '../../../preload/contract/messages.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const box = '1014@default';
const settings = settingsSchema.parse({
  agent: { name: 'Ines Varga', extension: '1014' },
  sip: { url: 'wss://pbx.example/ws', username: '1014' },
  dialplan: { playMessage: '*98' },
  sharedMailboxes: [{ mailbox: 'support@default', label: 'Support' }],
});

interface Stored {
  readonly id: string;
  folder: string;
}

/** A manager whose mailbox is a list in memory; it has no class for what is in `refuses`, or does not know it. */
let stored: Stored[];
let refuses: Record<string, 'denied' | 'unknown-action' | 'Message remove failed'>;
let asked: AmiAction[];
let clock: FakeClock;
let messages: Messages;
let links: Emitter<LinkState>;
let events: Emitter<AmiMessage>;
let missing: 'no-right' | null;

const block = (name: string, headers: Readonly<Record<string, string>>): AmiMessage =>
  ({ name, get: (header: string) => headers[header] }) as unknown as AmiMessage;
const field = (action: AmiAction, name: string) => action.fields.find(([each]) => each === name)?.[1] ?? '';

function answer(action: AmiAction) {
  const refusal = refuses[action.name];
  if (refusal === 'Message remove failed') return success(block('', { Message: refusal }));
  if (refusal !== undefined) return failed({ kind: refusal });
  if (action.name === 'VoicemailRemove') stored = stored.filter(({ id }) => id !== field(action, 'ID'));
  const moved = stored.find(({ id }) => action.name === 'VoicemailMove' && id === field(action, 'ID'));
  if (moved !== undefined) moved.folder = field(action, 'ToFolder');
  const fresh = String(stored.filter(({ folder }) => folder === 'INBOX').length);
  return success(block('', { UrgMessages: '0', NewMessages: fresh, OldMessages: '0', Message: 'Success' }));
}

beforeEach(() => {
  [stored, refuses, asked, missing] = [[{ id: '1790000000-00000001', folder: 'INBOX' }], {}, [], null];
  clock = new FakeClock(1_790_000_100_000);
  [links, events] = [new Emitter(), new Emitter()];
  const item = ({ id, folder }: Stored) =>
    block('VoicemailBoxDetail', { ID: id, Folder: folder, CallerID: '"Ann <b>" <+15550123>', Duration: '4' });
  const ami = {
    ...{ onDidChangeLink: links.event, onEvent: events.event },
    action: (action: AmiAction) => {
      asked.push(action);
      return Promise.resolve(answer(action));
    },
    list: (action: AmiAction) => {
      asked.push(action);
      const refusal = refuses[action.name];
      if (refusal !== undefined) return Promise.resolve(failed({ kind: refusal }));
      const isMine = action.name === 'VoicemailBoxSummary' && field(action, 'Mailbox') === '1014';
      return Promise.resolve(success(isMine ? stored.map(item) : []));
    },
  } as unknown as AmiClient;
  const ann = { ...{ id: 1, name: 'Ann Client', company: 'Acme', role: '', email: '', note: '' }, numbers: [] };
  messages = new Messages({
    ...{ ami, settings, clock },
    rights: { missing: () => missing, onDidChange: new Emitter<void>().event },
    directory: {
      match: ({ raw }) => Promise.resolve(raw === '+15550123' ? [{ ...ann, source: null }] : []),
      onDidChange: new Emitter<void>().event,
    },
  });
});
afterEach(() => {
  messages.dispose();
  expect(clock.pending).toBe(0);
});

const up = async () => {
  links.emit({ state: 'up', since: 0 });
  await clock.advance(0);
};
const mine = () => messages.views(unknownMailbox)[0];
const dialled: string[] = [];
const handlers = () =>
  messages.handlers((dials) => {
    dialled.push(dials);
    return Promise.resolve({ outcome: 'confirmed' });
  });
const list = () => handlers().messages({ mailbox: box }).messages;
const removals = () => asked.filter(({ name }) => name === 'VoicemailRemove');
const ofMine = { mailbox: box, id: '1790000000-00000001' };

describe('messages', () => {
  test('are listed with who left them by the address book, when, and how long', async () => {
    await up();
    expect(mine()).toMatchObject({ listing: 'listed', changes: 'yes', plays: 'message' });
    expect(list()).toMatchObject([
      {
        ...{ shelf: 'new', company: 'Acme', at: 1_790_000_000_000, seconds: 4 },
        party: { name: 'Ann Client', number: { raw: '+15550123' } },
      },
    ]);
    for (const view of messages.views(unknownMailbox)) expect(mailboxView.parse(view)).toEqual(view);
  });

  test('are asked for anew when the PBX says that something happened in that mailbox, and only then', async () => {
    await up();
    const { revision } = mine() ?? {};
    events.emit(block('MessageWaiting', { Mailbox: '1002@default' }));
    await clock.advance(0);
    expect(mine()?.revision).toBe(revision);
    stored.push({ id: '1790000050-00000002', folder: 'Urgent' });
    events.emit(block('MessageWaiting', { Mailbox: box }));
    await clock.advance(0);
    expect(list()).toMatchObject([{ urgent: true }, { urgent: false }]);
    expect(mine()?.revision).toBeGreaterThan(revision ?? 0);
  });

  test('are played by dialling their place, and calls that play one are with nobody', async () => {
    await up();
    dialled.length = 0;
    expect(await handlers().playMessage(ofMine)).toEqual({ outcome: 'confirmed' });
    expect(await handlers().playMessage({ mailbox: box, id: 'none' })).toMatchObject({ reason: 'not-now' });
    expect(dialled).toEqual(['*981014*1790000000-00000001']);
    const to = (number: string) => ({ direction: 'out' as const, party: { name: '', number } });
    expect(messages.heardBy(to(dialled[0] ?? ''))).toEqual(ofMine);
    expect(messages.heardBy(to('*97'))).toBeNull();
    expect(messages.heardBy(to('*981002*1790000000-00000001'))).toBeUndefined();
    expect(messages.heardBy({ ...to('*97'), direction: 'in' })).toBeUndefined();
  });

  test('deleted are gone at once, and from the PBX only when that cannot be undone any more', async () => {
    await up();
    expect(handlers().deleteMessage(ofMine)).toEqual({ outcome: 'confirmed' });
    expect(list()).toEqual([]);
    expect(mine()?.deleted).toMatchObject([{ party: { name: 'Ann Client' } }]);
    await clock.advance(7_900);
    expect(removals()).toEqual([]);
    await clock.advance(200);
    expect(removals()).toHaveLength(1);
    expect(mine()?.deleted).toEqual([]);
    expect(handlers().undoDelete({ mailbox: box })).toMatchObject({ outcome: 'refused' });
  });

  test('deleted and had back are never told to the PBX, nor are those deleted just before the end', async () => {
    await up();
    handlers().deleteMessage(ofMine);
    expect(handlers().undoDelete({ mailbox: box })).toEqual({ outcome: 'confirmed' });
    expect(list()).toHaveLength(1);
    await clock.advance(60_000);
    handlers().deleteMessage(ofMine);
    messages.dispose();
    await clock.advance(60_000);
    expect(removals()).toEqual([]);
  });

  test('the PBX does not delete are there again, and it is said why', async () => {
    await up();
    refuses['VoicemailRemove'] = 'Message remove failed';
    handlers().deleteMessage(ofMine);
    await clock.advance(9_000);
    expect(list()).toHaveLength(1);
    expect(mine()?.failed).toMatchObject({
      what: 'delete',
      why: 'Message remove failed',
      party: { name: 'Ann Client' },
    });
  });

  test('are moved to those heard, confirmed by the PBX’s own list', async () => {
    await up();
    expect(await handlers().moveMessage({ ...ofMine, to: 'heard' })).toEqual({ outcome: 'confirmed' });
    expect(list()).toMatchObject([{ shelf: 'heard' }]);
    expect(stored).toMatchObject([{ folder: 'Old' }]);
  });

  test('of a user without class user are listed and played, not changed', async () => {
    missing = 'no-right';
    await up();
    expect(mine()).toMatchObject({ listing: 'listed', changes: 'no-right', plays: 'message' });
    expect(handlers().deleteMessage(ofMine)).toMatchObject({ reason: 'not-permitted' });
    expect(await handlers().moveMessage({ ...ofMine, to: 'heard' })).toMatchObject({ reason: 'not-permitted' });
  });

  test('of a PBX that is too old cannot be listed: the mailbox is called', async () => {
    refuses['VoicemailBoxSummary'] = 'unknown-action';
    await up();
    dialled.length = 0;
    expect(mine()).toMatchObject({ listing: 'too-old', plays: 'mailbox' });
    expect(await handlers().callMailbox({ mailbox: box })).toEqual({ outcome: 'confirmed' });
    expect(dialled).toEqual(['*97']);
    // Nothing of the settings reaches the one that is shared.
    expect(messages.views(unknownMailbox)[1]).toMatchObject({ label: 'Support', plays: null });
  });

  test('are not known while the manager is away', async () => {
    await up();
    links.emit({ state: 'down', since: 0, failure: { kind: 'closed', target: '', detail: '' }, retryAt: null });
    expect(mine()).toMatchObject({ listing: 'no-ami' });
    expect(list()).toEqual([]);
  });
});
