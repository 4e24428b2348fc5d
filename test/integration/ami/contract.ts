import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { connect } from 'node:tls';
import { describe, expect, it } from 'vitest';
import {
  getvar,
  hangup,
  originate,
  parkedCalls,
  ping,
  queueStatus,
  status,
  userEvent,
} from '../../../main/ami/actions.ts';
import { encodeAction } from '../../../main/ami/codec/encode-action.ts';
import { mailboxCount } from '../../../main/ami/mailbox-count.ts';
import { isDown, linkThat } from '../../support/link-up.ts';
import { saidRaw } from './said-raw.ts';
import { type AmiLab, account, allRoads, eventThat, roads } from './use-ami.ts';

const named = (name: string) => ({ name, fields: [] });

/** One suite for every road: what is said must not depend on how it travels. */
export function roadContract(lab: AmiLab): void {
  describe.each(allRoads)('AMI over %s', (road) => {
    const up = (user = 'operator', more = {}) =>
      lab.up({ transport: roads[road](lab.pbx), ...account(lab.pbx, user), ...more });

    it.each(['md5', 'plain'] as const)('logs in by %s and off again', async (auth) => {
      const client = await up('agent1001', { auth });
      // Over HTTP the manager does not greet.
      if (road.startsWith('HTTP')) expect(client.version).toBeNull();
      else expect(client.version).toMatch(/^\d+\.\d+\.\d+$/);
      expect(await client.action(ping())).toMatchObject({ ok: true });
      await client.stop();
      expect(client.link).toMatchObject({ state: 'down', retryAt: null });
    });

    it('tells a wrong secret', async () => {
      const client = lab.idle({ transport: roads[road](lab.pbx), secret: 'wrong' });
      client.start();
      expect(await linkThat(client, isDown)).toMatchObject({ failure: { kind: 'auth-rejected' } });
    });

    it('answers 600 actions sent at once', async () => {
      const client = await up();
      const answers = await Promise.all(Array.from({ length: 600 }, () => client.action(ping())));
      expect(answers.filter(({ ok }) => ok)).toHaveLength(600);
    });

    it('carries an action of several kilobytes', async () => {
      const client = await up();
      const text = 'ü'.repeat(500);
      const body = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`Key${at}`, text]));
      const [told] = await Promise.all([
        eventThat(client, (event) => event.name === 'UserEvent' && event.get('UserEvent') === 'Long'),
        client.action(userEvent('Long', body)),
      ]);
      expect(told.headers().filter(([, value]) => value === text)).toHaveLength(30);
    });

    it('ends every kind of list', async () => {
      const client = await up('truth');
      const found = await Promise.all(
        [queueStatus(), status(), parkedCalls(), ...['VoicemailUsersList', 'ConfbridgeListRooms'].map(named)].map(
          (action) => client.list(action),
        ),
      );
      expect(found.every(({ ok }) => ok)).toBe(true);
      const [queues, , parked, boxes, rooms] = found.map((list) => (list.ok ? list.value : []));
      expect(queues?.filter(({ name }) => name === 'QueueParams').map((queue) => queue.get('Queue'))).toEqual(
        expect.arrayContaining(['support', 'sales']),
      );
      expect(boxes?.length).toBeGreaterThan(3);
      expect([parked, rooms]).toEqual([[], []]);
      const unknown = await client.list({
        name: 'VoicemailUserStatus',
        fields: [
          ['Context', 'x'],
          ['Mailbox', 'y'],
        ],
      });
      expect(unknown).toEqual({ ok: true, value: [] });
    });

    it('keeps lists whole while events pour in', async () => {
      const client = await up('truth');
      const storm = Array.from({ length: 400 }, (_, at) => client.action(userEvent('Storm', { At: String(at) })));
      const lists = await Promise.all(Array.from({ length: 20 }, () => client.list(queueStatus())));
      await Promise.all(storm);
      const counts = new Set(lists.map((list) => (list.ok ? list.value.length : -1)));
      expect([...counts]).toEqual([lists[0]?.ok === true ? lists[0].value.length : 0]);
    });
  });
}

/** What the rights of a user and the rules of AMI forbid. */
export function refusalContract(lab: AmiLab): void {
  describe('what may not be done', () => {
    it('is told as denied, unknown or refused', async () => {
      const viewer = await lab.up(account(lab.pbx, 'viewer'));
      expect(await viewer.action(getvar('X'))).toEqual({ ok: false, failure: { kind: 'denied' } });
      const agent = await lab.up();
      const mine = {
        channel: 'Local/610@from-internal',
        to: { kind: 'application', name: 'Wait', data: '1' },
      } as const;
      expect(await agent.action(originate(mine))).toEqual({ ok: false, failure: { kind: 'denied' } });
      expect(await agent.action(userEvent('Pop', {}))).toEqual({ ok: false, failure: { kind: 'denied' } });
      expect(await agent.action(named('SIPpeers'))).toEqual({ ok: false, failure: { kind: 'unknown-action' } });
      expect(await agent.action(hangup('PJSIP/nobody-00000000'))).toEqual({
        ok: false,
        failure: { kind: 'error', message: 'No such channel' },
      });
    });

    it('includes a huge ActionID, which would make one block of two events', async () => {
      const action = { name: 'QueueStatus', fields: [] };
      expect(encodeAction(action, 'q'.repeat(61))).toEqual({
        ok: false,
        failure: { kind: 'bad-field', field: 'ActionID', why: 'too-long' },
      });
      expect(encodeAction(action, 'q'.repeat(60))).toMatchObject({ ok: true });
      // What another program does to itself with one is read as far as it can be, and then in step again.
      const heard = await saidRaw(lab.pbx, [
        `Action: QueueStatus\r\nActionID: ${'q'.repeat(300)}`,
        'Action: Ping\r\nActionID: after',
      ]);
      expect(heard.at(-1)?.get('ActionID')).toBe('after');
      expect(heard.at(-1)?.get('Ping')).toBe('Pong');
    });

    it('cannot be smuggled in by a value', async () => {
      const client = await lab.up(account(lab.pbx, 'operator'));
      const answer = await client.action(userEvent('Pop', { Name: 'x\r\n\r\nAction: Logoff' }));
      expect(answer).toEqual({ ok: false, failure: { kind: 'bad-field', field: 'Name', why: 'line-break' } });
      expect(await client.action(ping())).toMatchObject({ ok: true });
    });
  });
}

/** Why records are kept small on TLS. */
export function tlsStallContract(lab: AmiLab): void {
  describe('AMI over TLS', () => {
    it('leaves the rest of a large record lying until more comes; our large actions are answered all the same', async () => {
      const { username, secret } = account(lab.pbx, 'operator');
      const raw = connect({ host: 'localhost', port: lab.pbx.ports.amiTls, ca: lab.pbx.caPem });
      let text = '';
      raw.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
      });
      raw.on('error', () => undefined);
      const heard = (what: string) => expect.poll(() => text.includes(what), { timeout: 5_000 }).toBe(true);
      await once(raw, 'secureConnect');
      raw.write(`Action: Login\r\nUsername: ${username}\r\nSecret: ${secret}\r\nEvents: off\r\n\r\n`);
      await heard('Authentication accepted');
      const body = Object.fromEntries(Array.from({ length: 4 }, (_, at) => [`Key${at}`, 'x'.repeat(900)]));
      const large = encodeAction(userEvent('Large', body), 'large');
      if (!large.ok) throw new Error(large.failure.kind);
      raw.write(large.value);
      // Nothing is to be seen of it, however long; this is how long the others below would have had by far.
      await delay(700);
      expect(text).not.toContain('ActionID: large');
      raw.write('Action: Ping\r\nActionID: after\r\n\r\n');
      await heard('ActionID: large');
      raw.destroy();
      const ours = await lab.up({ transport: roads['TLS by a CA'](lab.pbx), ...account(lab.pbx, 'operator') });
      expect(await ours.action(userEvent('Large', body))).toMatchObject({ ok: true });
    });
  });
}

/** Calls, seen and begun. */
export function callContract(lab: AmiLab): void {
  describe('a call', () => {
    it('shows its caller as he is called', async () => {
      const name = `O'Brien "Bob" \\ Ünal 😀`;
      const client = await lab.up();
      const rings = eventThat(client, (event) => event.get('CallerIDName') === name);
      const call = await lab.pbx.callIn({ to: '500', name, number: '+12125550142' });
      expect((await rings).get('Linkedid')).toBe(call.linkedid);
      await call.hangUp();
    });

    it('can be begun here: its Uniqueid is known before, its variables arrive as they were', async () => {
      const client = await lab.up(account(lab.pbx, 'operator'));
      const told = eventThat(
        client,
        (event) => event.name === 'OriginateResponse' && event.get('Uniqueid') === 'mine-1',
      );
      const value = 'a,b "c" \\ d (e) [f] = g; h';
      const answer = await client.action(
        originate({
          channel: 'Local/610@from-internal/n',
          to: { kind: 'dialplan', context: 'customer', exten: 'silence', priority: 1 },
          channelId: 'mine-1',
          otherChannelId: 'mine-2',
          callerId: '"Ann Client" <1001>',
          timeout: 5_000,
          variables: { OFFHOOK_NOTE: value, OFFHOOK_OTHER: '2' },
        }),
      );
      expect(answer).toMatchObject({ ok: true });
      const channel = (await told).get('Channel') ?? '';
      const [note, other] = await Promise.all(
        ['OFFHOOK_NOTE', 'OFFHOOK_OTHER'].map((variable) => client.action(getvar(variable, channel))),
      );
      expect([note?.ok === true && note.value.get('Value'), other?.ok === true && other.value.get('Value')]).toEqual([
        value,
        '2',
      ]);
      const legs = await client.list(status(channel));
      expect(legs.ok && legs.value.map((leg) => leg.get('Uniqueid'))).toEqual(['mine-1']);
      expect(await client.action(hangup(channel, 16))).toMatchObject({ ok: true });
      await lab.pbx.truth.noChannelsWithin(5_000);
    });
  });
}

/** Voicemail counts. */
export function mailboxContract(lab: AmiLab): void {
  describe('mailboxCount', () => {
    it('tells new, urgent and old messages', async () => {
      const client = await lab.up();
      expect(await mailboxCount(client, '1003@default')).toEqual({ ok: true, value: { urgent: 0, new: 0, old: 0 } });
      const waiting = eventThat(client, ({ name }) => name === 'MessageWaiting', 20_000);
      await lab.pbx.leaveVoicemail({ mailbox: '1003' });
      expect((await waiting).get('Mailbox')).toBe('1003@default');
      expect(await mailboxCount(client, '1003@default')).toEqual({ ok: true, value: { urgent: 0, new: 1, old: 0 } });
      await lab.pbx.leaveVoicemail({ mailbox: '1003', urgent: true });
      expect(await mailboxCount(client, '1003@default')).toEqual({ ok: true, value: { urgent: 1, new: 1, old: 0 } });
    });
  });
}

/** What is only true over HTTP. */
export function ajamContract(lab: AmiLab): void {
  describe('AMI over HTTP alone', () => {
    it('cannot tell an event that a fellow user forged from a true one; the list can, and few rights keep it off', async () => {
      const { username, secret } = account(lab.pbx, 'truth');
      const client = await lab.up({ transport: roads.HTTP(lab.pbx), ...account(lab.pbx, 'operator') });
      const desk = await lab.up({ transport: roads.HTTP(lab.pbx) });
      const seen: string[] = [];
      desk.onEvent((event) => void seen.push(event.name));
      const call = await lab.pbx.callIn({ to: '610', name: 'Ann', number: '1' });
      const told = eventThat(client, (event) => event.name === 'Hangup' && event.get('Uniqueid') === call.uniqueid);
      const base = `http://127.0.0.1:${lab.pbx.ports.http}/rawman?action=`;
      const login = await fetch(`${base}login&username=${username}&secret=${secret}`);
      const cookie = /^[^;]*/.exec(login.headers.get('set-cookie') ?? '')?.[0] ?? '';
      const forged = `x%0d%0a%0d%0aEvent: Hangup%0d%0aUniqueid: ${call.uniqueid}`;
      await fetch(`${base}UserEvent&UserEvent=Pop&Body=${forged}`, { headers: { cookie } });
      expect((await told).get('Channel')).toBeUndefined();
      // What carried it is a UserEvent, and a desk's section lets it read none unless that is switched on.
      expect(await desk.action(ping())).toMatchObject({ ok: true });
      expect(seen).not.toContain('Hangup');
      const channels = await client.list(status());
      expect(channels.ok && channels.value.map((channel) => channel.get('Uniqueid'))).toContain(call.uniqueid);
      await call.hangUp();
    });

    it('loses no event between one question and the next', async () => {
      const operator = account(lab.pbx, 'operator');
      const client = await lab.up({ transport: roads.HTTPS(lab.pbx), ...operator });
      const seen: string[] = [];
      client.onEvent((event) => void (event.name === 'UserEvent' && seen.push(event.get('At') ?? '')));
      const sent = Array.from({ length: 300 }, (_, at) => String(at));
      const other = await lab.up(operator);
      for (const at of sent) {
        // oxlint-disable-next-line no-await-in-loop -- spread over many answers
        await other.action(userEvent('Count', { At: at }));
      }
      await expect.poll(() => seen.length, { timeout: 5_000 }).toBe(300);
      expect(seen).toEqual(sent);
    });
  });
}
