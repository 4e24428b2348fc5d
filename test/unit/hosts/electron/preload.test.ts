import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { decodeBridge } from '../../../../preload/bridge/decode-bridge.ts';
import type { RawBridge } from '../../../../preload/contract/bridge.ts';
import { reports } from '../../../../preload/contract/media.ts';
import { requests } from '../../../../preload/contract/requests.ts';

const electron = vi.hoisted(() => ({
  exposed: new Map<string, unknown>(),
  sent: [] as unknown[][],
  listeners: new Map<string, (event: unknown, message: unknown) => void>(),
}));

vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: (name: string, value: unknown) => void electron.exposed.set(name, value) },
  ipcRenderer: Object.assign(new EventEmitter(), {
    send: (...args: unknown[]) => void electron.sent.push(args),
    on: (channel: string, listener: (event: unknown, message: unknown) => void) =>
      void electron.listeners.set(channel, listener),
  }),
}));

describe('the preload', () => {
  beforeEach(async () => {
    electron.exposed.clear();
    electron.sent.length = 0;
    vi.resetModules();
    await import('../../../../preload/electron.ts');
  });

  const offhook = (): RawBridge => electron.exposed.get('offhook') as RawBridge;
  const answer = (message: unknown) => electron.listeners.get('offhook:to-page')?.({ sender: 'hidden' }, message);

  test('exposes one object of named functions, without a way to send anything else', () => {
    expect([...electron.exposed.keys()]).toEqual(['offhook']);
    expect(Object.keys(offhook()).toSorted()).toEqual([
      'host',
      'onConnection',
      'onProfile',
      'onView',
      'report',
      'request',
      'serveMedia',
    ]);
    expect(Object.keys(offhook().request).toSorted()).toEqual(Object.keys(requests).toSorted());
    expect(Object.keys(offhook().report).toSorted()).toEqual(Object.keys(reports).toSorted());
    expect(offhook().host).toBe('electron');
  });

  test('says that the page is there before anything else', () => {
    offhook().report.offersMedia({ sessions: [] });
    expect(electron.sent).toEqual([
      ['offhook:open'],
      ['offhook:to-main', { kind: 'report', name: 'offersMedia', input: { sessions: [] } }],
    ]);
  });

  test('carries a request to main and its answer back, without Electron’s event', async () => {
    const reply = offhook().request.previewDial({ text: '1002' });
    expect(electron.sent.at(-1)).toEqual([
      'offhook:to-main',
      { kind: 'request', id: 1, name: 'previewDial', input: { text: '1002' } },
    ]);
    answer({ kind: 'response', id: 1, ok: true, value: { dials: '1002', number: null } });
    expect(await reply).toEqual({ ok: true, value: { dials: '1002', number: null } });
  });

  test('leaves it to its page to decode what main says', async () => {
    const page = decodeBridge(offhook());
    const profiles: unknown[] = [];
    page.onProfile((profile) => profiles.push(profile));
    const reply = page.request.previewDial({ text: '1002' });
    answer({ kind: 'profile', profile: { state: 'of another version' } });
    answer({ kind: 'response', id: 1, ok: true, value: { dials: 1002 } });
    expect(await reply).toEqual({
      ok: false,
      error: { code: 'failed', message: 'main answered something else than the contract says' },
    });
    expect(profiles).toEqual([]);
  });
});
