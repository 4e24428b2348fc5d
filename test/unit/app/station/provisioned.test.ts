import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Station } from '../../../../main/app/station/station.ts';
import { compactDocument, type SignedDocument, signDocument } from '../../../../main/provisioning/signed-document.ts';
import { stationPage } from './station-page.ts';

const [ours, others] = [generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519')];
const now = Date.UTC(2026, 10, 26);
const settings = {
  agent: { name: 'Ines Varga', extension: '1014' },
  sip: { url: 'wss://pbx.example:8089/ws', username: '1014' },
};
const payload = { issuer: 'Callhouse IT', settings, secrets: { sipPassword: 'canary-4711' } };
const signed = signDocument(payload, ours.privateKey);
const strange = signDocument({ ...payload, issuer: 'Mallory' }, others.privateKey);
const linkTo = (document: SignedDocument) => `offhook:provision#${compactDocument(document)}`;

let folder = '';
let station: Station | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-provisioned-'));
});
afterEach(() => {
  station?.dispose();
  station = null;
  rmSync(folder, { recursive: true });
});

const write = (name: string, value: unknown) => writeFileSync(join(folder, name), JSON.stringify(value));

/** The first run of somebody with these files. */
async function firstRun(files: Readonly<Record<string, unknown>> = {}) {
  for (const [name, value] of Object.entries(files)) write(name, value);
  const page = await stationPage(folder, now);
  station = page.station;
  const read = async (text: string, asked?: number) => {
    const reply = await page.bridge.request.readLink({ text, ...(asked !== undefined && { asked }) });
    return reply.ok ? reply.value : reply.error;
  };
  return { ...page, read };
}

describe('a provisioning link that was pasted', () => {
  test('is shown with whom it is for and who signed it, and nothing of it is used before that is wanted', async () => {
    const { read, bridge, profile } = await firstRun();
    expect(await read(linkTo(signed))).toMatchObject({
      ...{ link: 'good', extension: '1014', name: 'Ines Varga', server: 'pbx.example:8089' },
      ...{ issuer: 'Callhouse IT', signer: 'new', hasPassword: true },
      fingerprint: expect.stringMatching(/^[0-9A-F]{4}(-[0-9A-F]{4}){3}$/) as string,
    });
    expect(profile()).toMatchObject({ stage: 'first-run', secrets: { held: [] } });
    expect(await bridge.request.connectLink({})).toEqual({ ok: true, value: { outcome: 'connected' } });
    expect(profile()).toMatchObject({
      stage: 'desk',
      document: { ...settings, provisioning: { key: signed.key } },
      secrets: { held: ['sipPassword'] },
    });
  });

  test('that was read as bad leaves nothing to be used, not even of the good one before it', async () => {
    const { read, bridge, profile } = await firstRun();
    expect(await read(linkTo(signed))).toMatchObject({ link: 'good' });
    expect(await read(linkTo({ ...signed, payload: strange.payload }))).toMatchObject({ why: 'bad-signature' });
    expect(await bridge.request.connectLink({})).toMatchObject({ value: { outcome: 'refused' } });
    expect(profile().stage).toBe('first-run');
  });

  test('that was read last is the one that is used, though a server answers late to the one before', async () => {
    const { read, bridge, profile } = await firstRun();
    const sockets: Socket[] = [];
    const slow = createServer((socket) => void sockets.push(socket.on('error', () => undefined)));
    await once(slow.listen(0, '127.0.0.1'), 'listening');
    const { port } = slow.address() as AddressInfo;
    const late = read(`offhook://connect/127.0.0.1:${port}/4f7c`);
    await expect.poll(() => sockets.length).toBe(1);
    expect(await read(linkTo(signed))).toMatchObject({ link: 'good' });
    for (const socket of sockets) socket.destroy();
    expect(await late).toMatchObject({ link: 'bad', why: 'unreachable' });
    slow.close();
    expect(await bridge.request.connectLink({})).toMatchObject({ value: { outcome: 'connected' } });
    expect(profile().document).toMatchObject({ provisioning: { key: signed.key } });
  });

  test('is of use to a desk where the policy knows its key alone', async () => {
    const { read, bridge } = await firstRun({
      'policy.json': { by: 'Callhouse IT', provisioningKeys: [signed.key] },
    });
    expect(await read(linkTo(strange))).toMatchObject({ link: 'bad', why: 'strange-signer' });
    expect(await bridge.request.connectLink({})).toMatchObject({ value: { outcome: 'refused' } });
    expect(await read(linkTo(signed))).toMatchObject({ link: 'good', signer: 'known' });
  });

  test.each([
    ['the same key', signed, 'known'],
    ['another key', strange, 'changed'],
  ])('by %s as the desk was set up with is told so', async (_what, document, signer) => {
    const { read } = await firstRun({ 'settings.json': { provisioning: { key: signed.key } } });
    expect(await read(linkTo(document))).toMatchObject({ link: 'good', signer });
  });

  test('with settings that are none says which', async () => {
    const { read } = await firstRun();
    const wrong = { ...settings, sip: { ...settings.sip, url: 'pbx.example' } };
    const document = signDocument({ ...payload, settings: wrong }, ours.privateKey);
    expect(await read(linkTo(document))).toMatchObject({
      ...{ link: 'bad', why: 'bad-settings', detail: expect.stringMatching(/^sip\.url: ./) as string },
    });
  });

  test('cannot change what an administrator has locked', async () => {
    const { read, bridge, profile } = await firstRun({
      'policy.json': { by: 'Callhouse IT', locks: { privacy: { recorder: false } } },
    });
    const document = signDocument(
      { ...payload, settings: { ...settings, privacy: { recorder: true } } },
      others.privateKey,
    );
    expect(await read(linkTo(document))).toMatchObject({ link: 'good' });
    expect(await bridge.request.connectLink({})).toMatchObject({
      value: { outcome: 'refused', problems: [{ path: 'privacy.recorder', words: 'is locked by Callhouse IT' }] },
    });
    expect(profile().stage).toBe('first-run');
  });
});

describe('what no page may change', () => {
  const wishes = [
    ['updates.url', { updates: { url: 'https://evil.example/offhook' } }],
    ['callLinks', { callLinks: [{ label: 'x', command: ['evil'], on: 'ring' }] }],
    ['agent.supervisor', { agent: { ...settings.agent, supervisor: true } }],
    ['linkSchemes', { linkSchemes: ['ms-msdt'] }],
  ] as const;

  test.each(wishes)('%s comes by no link that anybody may have signed', async (path, more) => {
    const { read, bridge, profile } = await firstRun();
    const document = signDocument({ ...payload, settings: { ...settings, ...more } }, others.privateKey);
    expect(await read(linkTo(document))).toMatchObject({ link: 'good' });
    expect(await bridge.request.connectLink({})).toMatchObject({ value: { outcome: 'refused', problems: [{ path }] } });
    expect(profile().stage).toBe('first-run');
  });

  test.each(wishes)('%s comes by the link of the administrator whom the policy names', async (_path, more) => {
    const { read, bridge, profile } = await firstRun({ 'policy.json': { provisioningKeys: [signed.key] } });
    const document = signDocument({ ...payload, settings: { ...settings, ...more } }, ours.privateKey);
    expect(await read(linkTo(document))).toMatchObject({ link: 'good', signer: 'known' });
    expect(await bridge.request.connectLink({})).toMatchObject({ value: { outcome: 'connected' } });
    expect(profile().document).toMatchObject(more);
  });
});

describe('a provisioning link that another program opened', () => {
  test('is shown without what stands in it, and followed when the person wants it', async () => {
    const { station: opened, read, profile, told } = await firstRun();
    expect(opened.askToSetUp(linkTo(signed))).toBe(true);
    await expect.poll(() => profile().linkAsked?.shown).toBe('offhook:provision#…');
    const { id = 0, shown = '' } = profile().linkAsked ?? {};
    expect(await read(shown, id)).toMatchObject({ link: 'good', extension: '1014' });
    // The page knows neither the password nor what it is packed in.
    expect(told()).not.toContain('canary');
    expect(told()).not.toContain(signed.payload);
  });

  test('shows the server it leads to, and not the word that opens it', async () => {
    const { station: opened, profile } = await firstRun();
    opened.askToSetUp('offhook://connect/pbx.example/4f7c-1014');
    await expect.poll(() => profile().linkAsked?.shown).toBe('offhook://connect/pbx.example/…');
  });

  test('gives way to the next one, which is another', async () => {
    const { station: opened, read, profile } = await firstRun();
    opened.askToSetUp(linkTo(strange));
    await expect.poll(() => profile().linkAsked).toBeDefined();
    const { id: first = 0 } = profile().linkAsked ?? {};
    opened.askToSetUp(linkTo(signed));
    await expect.poll(() => profile().linkAsked?.id).not.toBe(first);
    expect(await read('offhook:provision#…', first)).toMatchObject({ why: 'not-a-link' });
    expect(await read('offhook:provision#…', profile().linkAsked?.id)).toMatchObject({ issuer: 'Callhouse IT' });
  });

  test('changes nothing of a desk that is set up', async () => {
    const { station: opened, profile } = await firstRun({ 'settings.json': settings });
    expect(opened.askToSetUp(linkTo(signed))).toBe(false);
    expect(profile().linkAsked).toBeUndefined();
  });
});
