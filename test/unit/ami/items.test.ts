import { beforeEach, describe, expect, it } from 'vitest';
import { queueStatus } from '../../../main/ami/actions.ts';
import { createAmiClient } from '../../../main/ami/client.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { quiet } from '../../support/link-up.ts';
import { ScriptedTransport } from './scripted-transport.ts';

let clock: FakeClock;
let transport: ScriptedTransport;

beforeEach(() => {
  clock = new FakeClock();
  transport = new ScriptedTransport();
});

/** A client that has logged in, and the names of its live events. */
async function startUp() {
  const login = { username: 'desk', secret: 's', auth: 'plain' } as const;
  const client = createAmiClient({ transport, ...login, clock, random: () => 0.5, log: quiet });
  const events: string[] = [];
  client.onEvent((event) => void events.push(event.name));
  client.start();
  transport.last.opens();
  transport.last.says('Asterisk Call Manager/11.0.0\r\n');
  await clock.advance(0);
  transport.last.answers('Login', 'Response: Success', 'Message: Authentication accepted');
  await clock.advance(0);
  return { client, events };
}

describe('lists item by item', () => {
  /** Asks, lets these blocks come, and gives what was heard. */
  async function heard(...blocks: readonly (readonly string[])[]) {
    const { client, events } = await startUp();
    const names: string[] = [];
    const done = (async () => {
      for await (const item of client.items(queueStatus(), { within: 2_000 })) names.push(item.name);
    })();
    const ended = done.then(
      () => null,
      (error: unknown) => error,
    );
    await clock.advance(0);
    for (const [first = '', ...rest] of blocks) transport.last.answers('QueueStatus', first, ...rest);
    await clock.advance(0);
    return { client, names, events, ended };
  }
  const begins = ['Response: Success', 'EventList: start'];

  it('come before the list has ended', async () => {
    const { names, ended } = await heard(begins, ['Event: QueueParams'], ['Event: QueueMember']);
    expect(names).toEqual(['QueueParams', 'QueueMember']);
    transport.last.answers('QueueStatus', 'Event: QueueStatusComplete', 'EventList: Complete');
    expect(await ended).toBeNull();
  });

  it('end where nothing is to be listed, and where empty is called an error', async () => {
    expect(await (await heard(['Response: Success', 'Message: nobody'])).ended).toBeNull();
    expect(await (await heard(['Response: Error', 'Message: No active conferences.'])).ended).toBeNull();
  });

  it('throw the refusal, what broke the list, or that nobody is there', async () => {
    const refused = await heard(['Response: Error', 'Message: Permission denied']);
    expect(await refused.ended).toMatchObject({ name: 'AmiListError', refusal: { kind: 'denied' } });
    const cut = await heard(begins, ['Event: QueueParams']);
    transport.last.closes();
    expect(await cut.ended).toMatchObject({ refusal: { kind: 'link-lost' } });
    expect(cut.names).toEqual(['QueueParams']);
    const next = cut.client.items(queueStatus())[Symbol.asyncIterator]().next();
    await expect(next).rejects.toMatchObject({ refusal: { kind: 'not-connected' } });
    const late = await heard(begins);
    await clock.advance(2_000);
    expect(await late.ended).toMatchObject({ refusal: { kind: 'timeout' } });
  });

  it('that nobody wants any more are not taken for live events', async () => {
    const { client, events } = await startUp();
    const first = (async () => {
      for await (const item of client.items(queueStatus())) return item.name;
      return null;
    })();
    await clock.advance(0);
    transport.last.answers('QueueStatus', ...begins);
    for (const name of ['QueueParams', 'QueueMember', 'QueueEntry']) {
      transport.last.answers('QueueStatus', `Event: ${name}`);
    }
    transport.last.answers('QueueStatus', 'Event: QueueStatusComplete', 'EventList: Complete');
    expect(await first).toBe('QueueParams');
    transport.last.sends('Event: Hangup');
    await clock.advance(0);
    expect(events).toEqual(['Hangup']);
  });
});
