import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MessageView } from '../../../preload/contract/messages.ts';
import type { DeskBench } from './desk-bench.ts';
import { useDesk } from './use-desk.ts';

const mailbox = '1001@default';
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offhook-messages-'));
  await writeFile(join(folder, 'book.csv'), 'Name;Company;Phone\nSunniva Clarke;Quillby;+44 20 7946 0214\n');
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

const listOf = async (desk: DeskBench, box = mailbox): Promise<readonly MessageView[]> => {
  const reply = await desk.bridge.request.messages({ mailbox: box });
  return reply.ok ? reply.value.messages : [];
};
const boxOf = (desk: DeskBench) => desk.view.mailboxes?.[0];
const changes = (username: string) => ({
  ami: { username },
  contacts: { folders: [folder] },
  sharedMailboxes: [{ mailbox: '2001@default', label: 'Support' }],
  dialplan: { playMessage: '*98' },
});

describe.each([22, 16] as const)('a message left on Asterisk %i', { timeout: 60_000 }, (version) => {
  const lab = useDesk(version);
  const sit = async () => {
    const { ami } = lab.pbx.profileFor('1001').settings;
    const profile = await mkdtemp(join(folder, 'profile-'));
    const wanted = changes('agent1001-user-events');
    const desk = await lab.sit('1001', { ...wanted, ami: { ...ami, ...wanted.ami } }, profile);
    await desk.until((view) => view.mailboxes?.every(({ listing }) => listing !== 'unknown') === true);
    return desk;
  };
  const caller = { name: 'WIRELESS <b>CALLER', number: '+442079460214' };

  it('shows within two seconds, with the caller the address book knows', async () => {
    const desk = await sit();
    const before = desk.view.voicemail?.new ?? 0;
    await lab.pbx.leaveVoicemail({ mailbox: '1001', ...caller, urgent: true });
    await desk.until((view) => view.voicemail?.new === before + 1, 2_000);
    if (version === 16) {
      expect(boxOf(desk)).toMatchObject({ listing: 'too-old', changes: 'too-old', plays: 'mailbox' });
      return;
    }
    await expect
      .poll(() => listOf(desk), { timeout: 2_000 })
      .toMatchObject([
        { shelf: 'new', urgent: true, seconds: 2, party: { name: 'Sunniva Clarke' }, company: 'Quillby' },
      ]);
    expect(Math.abs(Date.now() - ((await listOf(desk))[0]?.at ?? 0))).toBeLessThan(30_000);
    // A message in a mailbox that is shared is counted there, and stands in its list.
    await lab.pbx.leaveVoicemail({ mailbox: '2001', name: 'Ben', number: '1002' });
    await desk.until((view) => view.mailboxes?.[1]?.counts?.new === 1, 2_000);
    await expect
      .poll(() => listOf(desk, '2001@default'), { timeout: 2_000 })
      .toMatchObject([{ party: { name: 'Ben' } }]);
  });

  it('is counted otherwise by a phone whose lamp stands for several mailboxes, or for another one: the desk says which', async () => {
    const dave = await lab.sit('1004', { sharedMailboxes: [{ mailbox: '2002@default', label: 'Orders' }] });
    const [carol, bob] = await Promise.all([lab.sit('1003', { mailbox: '2002@default' }), lab.sit('1002')]);
    await dave.until(({ mailboxes }) => mailboxes?.every(({ counts }) => counts !== null) === true);
    expect(boxOf(dave)?.doubt).toBeNull();
    await Promise.all(['2002', '1002'].map((mailbox) => lab.pbx.leaveVoicemail({ mailbox, ...caller })));
    const doubtOf = async (desk: DeskBench) =>
      (await desk.until((view) => (view.mailboxes?.[0]?.doubt ?? null) !== null)).mailboxes?.[0]?.doubt;
    const [some, none] = [
      { new: 1, old: 0 },
      { new: 0, old: 0 },
    ];
    expect(await doubtOf(dave)).toEqual({ why: 'several-boxes', phone: some, manager: none });
    expect(await doubtOf(carol)).toEqual({ why: 'another-box', phone: none, manager: some });
    // Where both stand for the same box they agree.
    await bob.until(({ voicemail }) => voicemail?.new === 1);
    expect(boxOf(bob)?.doubt).toBeNull();
  });

  if (version === 16) return;

  it('is moved and deleted as the PBX’s own list confirms, the deletion only when it cannot be undone', async () => {
    const desk = await sit();
    await lab.pbx.leaveVoicemail({ mailbox: '1001', ...caller });
    await expect
      .poll(async () => (await listOf(desk)).filter(({ urgent }) => !urgent).length, { timeout: 5_000 })
      .toBe(1);
    const id = (await listOf(desk)).find(({ urgent }) => !urgent)?.id ?? '';
    const folders = async () =>
      (await lab.pbx.truth.list({ Action: 'VoicemailBoxSummary', Context: 'default', Mailbox: '1001' })).flatMap(
        (item) => (item['ID'] === id ? (item['Folder'] ?? '') : []),
      );
    const { request } = desk.bridge;
    expect(await request.moveMessage({ mailbox, id, to: 'heard' })).toMatchObject({ value: { outcome: 'confirmed' } });
    expect(await folders()).toEqual(['Old']);
    expect((await listOf(desk)).find((each) => each.id === id)?.shelf).toBe('heard');

    await request.deleteMessage({ mailbox, id });
    expect((await listOf(desk)).some((each) => each.id === id)).toBe(false);
    await request.undoDelete({ mailbox });
    expect((await listOf(desk)).some((each) => each.id === id)).toBe(true);
    await request.deleteMessage({ mailbox, id });
    expect(boxOf(desk)?.deleted).toHaveLength(1);
    expect(await folders()).toEqual(['Old']);
    await expect.poll(folders, { timeout: 15_000 }).toEqual([]);
    await expect.poll(() => boxOf(desk)?.deleted, { timeout: 5_000 }).toEqual([]);
    expect(boxOf(desk)?.failed).toBeNull();
  });
});
