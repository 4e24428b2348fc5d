import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { createLogger } from '../../../../main/base/log.ts';
import { createBadge } from '../../../../main/hosts/electron/badge.ts';
import { GlobalKeys } from '../../../../main/hosts/electron/global-keys.ts';
import { keepAwake } from '../../../../main/hosts/electron/keep-awake.ts';
import { mayLeave } from '../../../../main/hosts/electron/leave-guard.ts';
import { loginItem } from '../../../../main/hosts/electron/login-item.ts';
import {
  linkOfSecond,
  SystemLinks,
  takePhoneLinks,
  takesPhoneLinks,
} from '../../../../main/hosts/electron/system-links.ts';
import { type TrayActs, trayMenu } from '../../../../main/hosts/electron/tray.ts';
import { traySight } from '../../../../main/hosts/electron/tray-sight.ts';
import { type Updater, type UpdateSettings, Updates } from '../../../../main/hosts/electron/updates.ts';
import type { DeskView } from '../../../../preload/contract/views.ts';
import { signedIn } from '../../../../renderer/fixtures/queues.ts';
import { views } from '../../../../renderer/fixtures/views.ts';
import { FakeClock } from '../../../support/fake-clock.ts';

vi.mock('electron', () => ({ Menu: {}, nativeImage: {}, Tray: null, Notification: null }));

const silent = createLogger(
  () => undefined,
  () => 0,
);

describe('keys of the whole system', () => {
  const system = (takes: (accelerator: string) => boolean) => {
    const held = new Map<string, () => void>();
    return {
      held,
      register: (accelerator: string, run: () => void) => takes(accelerator) && held.set(accelerator, run).size > 0,
      unregister: (accelerator: string) => void held.delete(accelerator),
    };
  };

  test('tell how the system took each', () => {
    const shortcuts = system((accelerator) => accelerator !== 'Control+Shift+F10');
    const ran: string[] = [];
    const keys = new GlobalKeys(shortcuts, 'win32', (action) => void ran.push(action));
    const wanted = { answer: 'Ctrl+Shift+F9', silence: 'Ctrl+Shift+F10', mute: 'Ctrl+Alt+Q', dialClipboard: 'F99' };
    expect(keys.hold(wanted).map(({ state }) => state)).toEqual(['registered', 'taken', 'types-text', 'bad-chord']);
    shortcuts.held.get('Control+Shift+F9')?.();
    expect(ran).toEqual(['answer']);
  });

  test('of another setting take the place of those before', () => {
    const shortcuts = system(() => true);
    const keys = new GlobalKeys(shortcuts, 'linux', () => undefined);
    keys.hold({ answer: 'Ctrl+Shift+F9' });
    expect(keys.hold({ answer: 'F13', mute: 'F13' }).map(({ state }) => state)).toEqual(['registered', 'taken']);
    expect([...shortcuts.held.keys()]).toEqual(['F13']);
    keys.release();
    expect(shortcuts.held.size).toBe(0);
  });
});

describe('the tray', () => {
  const acts = (over: Partial<TrayActs> = {}): TrayActs => {
    const nothing = () => undefined;
    return {
      ...{ answer: nothing, silence: nothing, hangUp: nothing, mute: nothing, show: nothing, reshape: nothing },
      ...{ startsAtLogin: () => false, setStartsAtLogin: nothing, takesLinks: () => false, setTakesLinks: nothing },
      ...{ update: () => null, installUpdate: nothing, quit: nothing },
      ...over,
    };
  };
  const labels = (view: DeskView, over?: Partial<TrayActs>) =>
    trayMenu(traySight(view), acts(over)).flatMap(({ label }) => label ?? []);

  test('says how it stands, with whom, and how many messages wait', () => {
    expect(traySight(views.ringing)).toMatchObject({
      state: 'ringing',
      tooltip: 'Ringing: Tomas Achterberg\n3 new messages',
    });
    expect(traySight(views.idle).state).toBe('ready');
  });

  test('offers what can be done now and nothing else', () => {
    expect(labels(views.ringing)).toEqual(expect.arrayContaining(['Answer', 'Silence']));
    expect(labels(views.ringing)).not.toContain('Hang up');
    expect(labels(views.active)).toEqual(expect.arrayContaining(['Microphone off', 'Hang up']));
    expect(labels(views.idle)).not.toContain('Answer');
    expect(labels(views.idle, { update: () => '1.2.3' })).toContain('Restart to update to 1.2.3');
  });

  test('switches on what it shows as off', () => {
    const set: boolean[] = [];
    const item = trayMenu(traySight(views.idle), acts({ setStartsAtLogin: (on) => void set.push(on) })).find(
      ({ label }) => label === 'Start when I log in',
    );
    expect(item?.checked).toBe(false);
    item?.click?.({ checked: true } as never, undefined, {});
    expect(set).toEqual([true]);
  });
});

describe('leaving on a call', () => {
  const answering = (response: number) => {
    const asked: { message: string; defaultId?: number; cancelId?: number }[] = [];
    const showMessageBox = (async (options: (typeof asked)[number]) => {
      asked.push(options);
      return { response, checkboxChecked: false };
    }) as never;
    return { asked, showMessageBox };
  };

  const requests: string[] = [];
  const leaving = (view: DeskView, dialog: { showMessageBox: never }) => ({
    ...{ dialog, clock: new FakeClock(), log: silent },
    offhook: {
      view,
      request: (async (name: string) => {
        requests.push(name);
        return { outcome: 'confirmed' };
      }) as never,
    },
  });

  test('or signed in to queues asks whether to sign out first; Enter does, and Esc quits nothing', async () => {
    const view = { ...views.idle, queues: signedIn };
    const asks = [answering(0), answering(1), answering(2)];
    const may = [];
    for (const each of asks) may.push(await mayLeave(leaving(view, each)));
    expect(may).toEqual([true, true, false]);
    expect(requests).toEqual(['signOut']);
    expect(asks[0]?.asked[0]).toMatchObject({
      ...{ defaultId: 0, cancelId: 2 },
      message: 'Sign out of Support before Offhook is left?',
    });
    const staying = answering(0);
    expect(await mayLeave(leaving({ ...view, queues: { ...signedIn, whenAway: 'stay' } }, staying))).toBe(true);
    expect(staying.asked).toEqual([]);
  });

  test('asks, by name, and staying is what Enter and Esc do', async () => {
    const stay = answering(0);
    expect(await mayLeave(leaving(views.active, stay))).toBe(false);
    expect(stay.asked[0]).toMatchObject({
      defaultId: 0,
      cancelId: 0,
      message: expect.stringContaining('You are on a call with') as unknown,
    });
    expect(await mayLeave(leaving(views.active, answering(1)))).toBe(true);
  });

  test('is not asked about without one', async () => {
    const { asked, showMessageBox } = answering(0);
    expect(await mayLeave(leaving(views.idle, { showMessageBox }))).toBe(true);
    expect(asked).toEqual([]);
  });
});

describe('starting at login', () => {
  test('is the system’s own list, where it has one', () => {
    let open = false;
    const app = {
      getLoginItemSettings: () => ({ openAtLogin: open }),
      setLoginItemSettings: ({ openAtLogin = false }: { openAtLogin?: boolean }) => void (open = openAtLogin),
    };
    const item = loginItem(app as never, { platform: 'win32', config: '', program: '' });
    item.set(true);
    expect([open, item.isOn()]).toEqual([true, true]);
  });

  test('is a file on Linux, and whatever the program’s path holds stays one argument', () => {
    const config = mkdtempSync(join(tmpdir(), 'offhook-config-'));
    const file = join(config, 'autostart/example.offhook.Offhook.desktop');
    const item = loginItem({} as never, { platform: 'linux', config, program: '/opt/my "off$hook`' });
    expect(item.isOn()).toBe(false);
    item.set(true);
    expect(item.isOn()).toBe(true);
    expect(readFileSync(file, 'utf8')).toContain('Exec="/opt/my \\"off\\$hook\\`" --hidden\n');
    item.set(false);
    expect(existsSync(file)).toBe(false);
    rmSync(config, { recursive: true });
  });
});

describe('the badge', () => {
  const setUp = (platform: NodeJS.Platform) => {
    const did: unknown[] = [];
    const app = { setBadgeCount: (count?: number) => did.push(count) > 0 };
    const window = { setOverlayIcon: (icon: unknown) => void did.push(icon), isDestroyed: () => false };
    return { did, update: createBadge({ app, window, platform, dot: () => 'dot' as never }) };
  };

  test('counts new messages, and is set only when they change', () => {
    const { did, update } = setUp('darwin');
    update(views.idle);
    update(views.ringing);
    update({ ...views.idle, voicemail: null });
    expect(did).toEqual([3, 0]);
  });

  test('is a dot on Windows', () => {
    const { did, update } = setUp('win32');
    update(views.idle);
    update({ ...views.idle, voicemail: { new: 0, old: 3, urgent: 0 } });
    expect(did).toEqual(['dot', null]);
  });
});

test('the computer is kept awake for as long as there is a call', () => {
  const did: string[] = [];
  const update = keepAwake({ start: (kind) => did.push(kind), stop: (id) => did.push(`stop ${id}`) > 0 });
  for (const view of [views.idle, views.ringing, views.active, views.idle, views.idle]) update(view);
  expect(did).toEqual(['prevent-app-suspension', 'stop 1']);
});

describe('links from the system', () => {
  const withListeners = () => {
    const listeners = new Map<string, (event: { preventDefault(): void }, url: string) => void>();
    const app = { on: (name: string, run: never) => void listeners.set(name, run) };
    const openUrl = (url: string) => listeners.get('open-url')?.({ preventDefault: () => undefined }, url);
    return { app: app as never, openUrl };
  };

  test('of a cold start wait until somebody can show them', () => {
    const { app, openUrl } = withListeners();
    const links = new SystemLinks(app, ['--profile', '/p', 'tel:1002']);
    const taken: string[] = [];
    links.listen((link) => void taken.push(link));
    openUrl('callto:1003');
    links.take('tel:1004');
    expect(taken).toEqual(['tel:1002', 'callto:1003', 'tel:1004']);
  });

  test('that come by macOS’s event before anything is ready are not lost', () => {
    const { app, openUrl } = withListeners();
    const links = new SystemLinks(app, []);
    openUrl('tel:1002');
    const taken: string[] = [];
    links.listen((link) => void taken.push(link));
    expect(taken).toEqual(['tel:1002']);
  });

  test('of one that was started second are read as strictly as any', () => {
    expect(linkOfSecond({ link: 'tel:1002' })).toBe('tel:1002');
    for (const data of [
      null,
      undefined,
      'tel:1002',
      {},
      { link: 7 },
      { link: 'https://evil.example' },
      { link: '--flag' },
    ]) {
      expect(linkOfSecond(data)).toBeNull();
    }
  });

  test('of telephones are taken over when the person says so, and stand behind -- on the command line', () => {
    const registered = new Map<string, readonly string[] | undefined>();
    const app = {
      setAsDefaultProtocolClient: (scheme: string, _path?: string, args?: string[]) =>
        registered.set(scheme, args).size > 0,
      removeAsDefaultProtocolClient: (scheme: string) => registered.delete(scheme),
      isDefaultProtocolClient: (scheme: string) => registered.has(scheme),
    };
    expect(takesPhoneLinks(app, '/offhook')).toBe(false);
    takePhoneLinks(app, '/offhook', true);
    expect([...registered]).toEqual(['tel', 'sip', 'sips', 'callto'].map((scheme) => [scheme, ['--']]));
    expect(takesPhoneLinks(app, '/offhook')).toBe(true);
    takePhoneLinks(app, '/offhook', false);
    expect(registered.size).toBe(0);
  });
});

describe('updates', () => {
  const url = 'https://updates.example/offhook';
  const setUp = (settings: Partial<UpdateSettings> = {}, first = views.idle) => {
    let view: DeskView = first;
    const did: string[] = [];
    const heard = new Map<string, (info: never) => void>();
    const updater: Updater = {
      autoDownload: false,
      autoInstallOnAppQuit: false,
      allowDowngrade: true,
      channel: null,
      setFeedURL: (feed) => void did.push(`${feed.provider} ${feed.url} ${feed.channel}`),
      on: (event: string, listener: (info: never) => void) => void heard.set(event, listener),
      checkForUpdates: async () => void did.push('look'),
      quitAndInstall: () => void did.push('install'),
    };
    const clock = new FakeClock();
    const updates = new Updates({
      settings: { automatic: true, url, channel: 'latest', ...settings },
      updater: async () => updater,
      view: () => view,
      onDidChange: () => void did.push('ready'),
      clock,
      log: silent,
    });
    const become = (next: DeskView) => {
      view = next;
    };
    const downloaded = () => heard.get('update-downloaded')?.({ version: '9.9.9' } as never);
    return { updates, did, clock, become, downloaded, updater };
  };

  test('are looked for where the settings say, and never lead to an older version', async () => {
    const { did, clock, updater } = setUp();
    await clock.advance(59_000);
    expect(did).toEqual([]);
    await clock.advance(2_000);
    expect(did).toEqual([`generic ${url} latest`, 'look']);
    expect([updater.allowDowngrade, updater.autoInstallOnAppQuit]).toEqual([false, true]);
  });

  test('come by the channel of the settings', async () => {
    const { did, clock, updater } = setUp({ channel: 'beta' });
    await clock.advance(61_000);
    expect([did, updater.channel, updater.allowDowngrade]).toEqual([[`generic ${url} beta`, 'look'], 'beta', false]);
  });

  test.each([[{ automatic: false }], [{ url: null }]])('are not looked for with %j', async (settings) => {
    const { did, clock } = setUp(settings);
    await clock.advance(24 * 3_600_000);
    expect(did).toEqual([]);
    expect(clock.pending).toBe(0);
  });

  test('wait for the end of a call, to be looked for and to be installed', async () => {
    const { updates, did, clock, become, downloaded } = setUp({}, views.active);
    await clock.advance(61_000);
    expect(did).toEqual([]);
    become(views.idle);
    await clock.advance(60_000);
    expect(did).toContain('look');
    downloaded();
    expect(updates.ready).toBe('9.9.9');
    become(views.active);
    expect([updates.install(), did.includes('install')]).toEqual([false, false]);
    become(views.idle);
    expect([updates.install(), did.includes('install')]).toEqual([true, true]);
  });
});
