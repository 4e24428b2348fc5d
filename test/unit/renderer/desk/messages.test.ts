import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ringing } from '../../../../renderer/fixtures/calls.ts';
import { messages as listed } from '../../../../renderer/fixtures/messages.ts';
import { views } from '../../../../renderer/fixtures/views.ts';
import { openDesk } from './open-desk.ts';

let desk: ReturnType<typeof openDesk>;
beforeEach(async () => {
  desk = openDesk(views.messages);
  desk.key('g');
  await vi.waitFor(() => expect(desk.state().messages.rows).not.toBeNull());
});
afterEach(() => desk.desk.dispose());
const told = async (name: string, input: unknown) =>
  vi.waitFor(() => expect(desk.asked()).toContainEqual([name, input]));
const first = { mailbox: '1014@default', id: '1-1' };

describe('the view of messages', () => {
  test('opens by its key on the first message; arrows choose, Escape leaves', () => {
    expect(desk.state()).toMatchObject({ layer: 'messages', messages: { selected: '1-1' } });
    desk.key('ArrowDown');
    expect(desk.state().messages.selected).toBe('1-2');
    desk.key('Escape');
    expect(desk.state().layer).toBe('none');
  });

  test('plays the chosen message, calls its caller back, keeps and deletes it', async () => {
    desk.key(' ');
    await told('playMessage', first);
    desk.key('s');
    await told('moveMessage', { ...first, to: 'heard' });
    desk.key('Delete');
    await told('deleteMessage', first);
    desk.key('Enter');
    await told('dial', { target: '+44 20 7946 0214' });
    await vi.waitFor(() => expect(desk.state().layer).toBe('none'));
  });

  test('pauses, goes on and jumps by the listen keys of the mailbox', async () => {
    desk.bridge.show({ ...views['messages-playing'], revision: 9 });
    const call = desk.state().view?.calls[0]?.id;
    desk.key(' ');
    await told('sendDigits', { call, digits: '0' });
    await vi.waitFor(() => expect(desk.state().messages.hearing?.pausedAt).not.toBeNull());
    desk.key('ArrowRight');
    desk.key(' ');
    await vi.waitFor(() => expect(desk.state().messages.hearing?.pausedAt).toBeNull());
    expect(desk.asked()).not.toContainEqual(['sendDigits', { call, digits: '#' }]);
    desk.key('ArrowLeft');
    await told('sendDigits', { call, digits: '*' });
    desk.key('Escape');
    await told('hangUp', { call });
  });

  test('sends no listen keys into a mailbox that is called itself, whose menu takes them otherwise', async () => {
    const [player] = views['messages-playing'].calls;
    if (player === undefined) throw new Error('no call plays a message');
    desk.bridge.show({ ...views['messages-playing'], revision: 9, calls: [{ ...player, message: null }] });
    desk.key('ArrowRight');
    desk.key('ArrowLeft');
    // The next thing that is asked for is asked for after those.
    desk.key('s');
    await vi.waitFor(() => expect(desk.asked().map(([name]) => name)).toContain('moveMessage'));
    expect(desk.asked().map(([name]) => name)).not.toContain('sendDigits');
  });

  test('leaves the choice where it was when a message comes, and takes the next when the chosen one goes', async () => {
    desk.key('ArrowDown');
    const [, second, third] = listed;
    desk.bridge.show({ ...views['messages-old'], revision: 9 });
    await vi.waitFor(() => expect(desk.state().messages.revision).toBe(2));
    expect(desk.state().messages.selected).toBe(second?.id);
    expect(third?.id).toBe('1-3');
  });

  test('has a deleted message back by Ctrl+Z, also when the view is closed', async () => {
    desk.bridge.show({ ...views['messages-doubt'], revision: 9 });
    desk.key('Escape');
    desk.key('z', { ctrl: true });
    await told('undoDelete', { mailbox: '1014@default' });
  });

  test('calls the mailbox by Enter where the PBX lists nothing, and says why', async () => {
    desk.bridge.show({ ...views['messages-old'], revision: 9 });
    desk.key('Enter');
    await told('callMailbox', { mailbox: '1014@default' });
  });

  test('goes from mailbox to mailbox', async () => {
    desk.bridge.show({ ...views['messages-doubt'], revision: 9 });
    desk.key('b');
    expect(desk.state().messages.mailbox).toBe('support@default');
    desk.key('b');
    expect(desk.state().messages.mailbox).toBe('1014@default');
  });

  test('makes room for somebody who rings: Enter answers', () => {
    desk.bridge.show({ ...views.messages, revision: 9, calls: [ringing] });
    expect(desk.state().layer).toBe('none');
  });
});
