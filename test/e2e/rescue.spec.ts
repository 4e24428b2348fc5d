import type { Page } from 'playwright';
import type { Pbx, SipInboundCall } from '../pbx/pbx.ts';
import { toneLevel } from '../support/tone.ts';
import { customer, expect, test, voice } from './support/desk.ts';
import { Desk, DeskPage } from './support/desk-page.ts';
import { heardInPage } from './support/hearing.ts';
import type { Host } from './support/host.ts';
import { isThere, OwnWindow } from './support/own-window.ts';

const ann = { to: '1001', name: 'Ann Client', number: '+12125550142', via: 'sip' } as const;
const tomas = { to: '1001', name: 'Tomas Achterberg', number: '+442079460137', via: 'sip' } as const;
const priya = { to: '1001', name: 'Priya Sandoval', number: '+12125550143', via: 'sip' } as const;

async function answered(desk: DeskPage, pbx: Pbx, caller: typeof ann | typeof tomas): Promise<SipInboundCall> {
  const call = await pbx.callIn(caller);
  await expect(desk.card(caller.name)).toContainText('Ringing');
  await desk.press('Enter');
  await call.answered;
  await expect(desk.card(caller.name)).toContainText('Active');
  return call;
}

/** By tone energy, in the agent's ear and in the caller's. */
async function bothHear(page: Page, call: SipInboundCall): Promise<void> {
  await expect.poll(() => heardInPage(page, customer), { timeout: 10_000 }).toBeGreaterThan(-40);
  // What was heard last may be long ago.
  const now = () => (performance.now() - call.heardAt < 200 ? toneLevel(call.heard().slice(-1600), 8000, voice) : -100);
  await expect.poll(now, { timeout: 10_000 }).toBeGreaterThan(-40);
}

const isStillThere = (call: SipInboundCall) =>
  Promise.race([call.sipEnded.then(() => 'gone'), Promise.resolve('there')]);

async function openDesk(desk: Desk, host: Host): Promise<Desk> {
  const page = await desk.page.context().newPage();
  await page.goto(host.address);
  return new Desk(page, host);
}

const myChannels = async (pbx: Pbx): Promise<readonly (string | undefined)[]> =>
  (await pbx.truth.channels())
    .filter((channel) => channel['Channel']?.startsWith('PJSIP/1001-'))
    .map((channel) => channel['Uniqueid']);

test('a page reloaded in mid-call has its caller back, and says after how long', async ({ desk, pbx }) => {
  const call = await answered(desk, pbx, ann);
  await bothHear(desk.page, call);
  const audioFirst = desk.page.locator('script[src*="/talking-"]');
  await expect(audioFirst).toHaveCount(0);
  await desk.page.reload();
  await expect(audioFirst).toHaveCount(1);
  await expect(desk.card('Ann Client')).toContainText(/Reconnected after \d+\.\d s/, { timeout: 10_000 });
  await bothHear(desk.page, call);
  expect(await isStillThere(call)).toBe('there');
  await expect(desk.cards).toHaveCount(1);
  expect(await myChannels(pbx)).toHaveLength(1);
  await call.hangUp();
  await expect(desk.card('Ann Client')).toContainText('They hung up');
  await expect(desk.cards).toHaveCount(1);
  await desk.page.reload();
  await expect(audioFirst).toHaveCount(0);
});

test('main is killed: the page keeps its audio, and the next main its call; a caller gone meanwhile is told as gone', async ({
  desk,
  pbx,
}) => {
  const call = await answered(desk, pbx, ann);
  await bothHear(desk.page, call);
  const before = await myChannels(pbx);
  await desk.host.kill();
  await expect(desk.page.getByText('Offhook’s engine is gone')).toBeVisible();
  // Nobody hears a break while there is no main at all.
  await bothHear(desk.page, call);
  const second = await desk.host.again();
  await expect(desk.page.getByText('Offhook’s engine is gone')).toBeHidden({ timeout: 10_000 });
  await expect(desk.card('Ann Client')).toContainText('Active');
  await bothHear(desk.page, call);
  expect(await myChannels(pbx)).toEqual(before);
  await expect(desk.cards).toHaveCount(1);
  await desk.press('h');
  await expect(desk.card('Ann Client')).toContainText('Held');
  await desk.press('h');
  await expect(desk.card('Ann Client')).toContainText('Active');
  await call.hangUp();
  await expect(desk.card('Ann Client')).toContainText('They hung up');
  // And so is the next one.
  const next = await answered(desk, pbx, tomas);
  await bothHear(desk.page, next);
  // Who hangs up while Offhook is away is told as gone, with the call back on one key.
  await second.kill();
  await next.hangUp();
  await second.again();
  const card = desk.card('Tomas Achterberg');
  await expect(card).toContainText('The call ended while Offhook was away', { timeout: 10_000 });
  await expect(card).toContainText(/call back/i);
});

test('everything is killed with one call active, one held and one ringing: all are right again', async ({
  desk,
  pbx,
}) => {
  const held = await answered(desk, pbx, ann);
  const active = await answered(desk, pbx, tomas);
  await expect(desk.card('Ann Client')).toContainText('Held');
  const since = pbx.truth.mark();
  // Whatever else this computer does, they do not give up before Offhook is back.
  await pbx.cli('dialplan set global RINGSECS 60');
  const ringing = await pbx.callIn(priya);
  await expect(desk.card('Priya Sandoval')).toContainText('Ringing');
  await pbx.cli('dialplan set global RINGSECS 20');
  // Whoever dies before the PBX has heard the 180 was never ringing.
  await pbx.truth.waitFor((event) => event['Event'] === 'Newstate' && event['ChannelStateDesc'] === 'Ringing', {
    since,
  });

  await desk.host.kill();
  await desk.page.close();
  const next = await openDesk(desk, await desk.host.again());
  await expect(next.card('Tomas Achterberg')).toContainText(/Active.*Reconnected after/s, { timeout: 10_000 });
  await expect(next.card('Ann Client')).toContainText('Held');
  await expect(next.card('Priya Sandoval')).toContainText('Ringing');
  await expect(next.cards).toHaveCount(3);
  expect(await Promise.race([ringing.answered.then(() => 'answered'), Promise.resolve('rings')])).toBe('rings');

  // Answered on a person's word.
  await next.press('Enter');
  await ringing.answered;
  await expect(next.card('Priya Sandoval')).toContainText('Active');
  await expect(next.card('Tomas Achterberg')).toContainText('Held');
  await bothHear(next.page, ringing);
  // The ones on hold hear music, and nothing of the agent.
  for (const call of [held, active]) expect(toneLevel(call.heard().slice(-4000), 8000, voice)).toBeLessThan(-45);
  await next.card('Tomas Achterberg').click();
  await next.press('h');
  await expect(next.card('Tomas Achterberg')).toContainText('Active');
  await bothHear(next.page, active);
  expect(await Promise.all([held, active, ringing].map(isStillThere))).toEqual(['there', 'there', 'there']);
  await Promise.all([held.hangUp(), active.hangUp(), ringing.hangUp()]);
  await pbx.truth.noChannelsWithin(5_000);
  await expect(next.cards).toHaveCount(3);
});

test('npm start killed: its window stays, with its call; one that dies is replaced; one that hangs is closed before the next', async ({
  pbx,
  profile,
}) => {
  // It starts Offhook three times, and its window as often.
  test.setTimeout(120_000);
  const patient = { timeout: 15_000 };
  const own = await OwnWindow.create(profile);
  try {
    const address = await own.start();
    const first = await own.look(address);
    const desk = new DeskPage(first.page);
    await desk.ready();
    const call = await answered(desk, pbx, ann);
    await bothHear(desk.page, call);
    const [window, channels] = [await own.windowPid(), await myChannels(pbx)];

    await own.killAllButWindow();
    await expect(desk.page.getByText('Offhook’s engine is gone')).toBeVisible();
    await own.start();
    await expect
      .poll(() => own.said(), patient)
      .toContain('the window that was left open is back: no second one is opened');
    await expect(desk.page.getByText('Offhook’s engine is gone')).toBeHidden(patient);
    await expect(desk.card('Ann Client')).toContainText('Active');
    await bothHear(desk.page, call);
    expect(first.desks()).toHaveLength(1);
    expect([await own.windowPid(), await myChannels(pbx)]).toEqual([window, channels]);

    // The page's process dies, and Chromium has nothing but a sad face to show for it: there is another page by itself.
    await dieOf(desk.page);
    const another = () => first.desks().find((page) => page !== desk.page);
    await expect.poll(() => another() !== undefined, patient).toBe(true);
    const replaced = new DeskPage(another() ?? desk.page);
    await expect(replaced.card('Ann Client')).toContainText(/Active.*Reconnected after/s, patient);
    await bothHear(replaced.page, call);
    expect(await own.windowPid()).toBe(window);

    // All of Chromium dies: there is another.
    await first.leave();
    await own.killWindow();
    const second = await own.look(address);
    await expect(new DeskPage(second.page).card('Ann Client')).toContainText(/Active.*Reconnected after/s, patient);
    await bothHear(second.page, call);

    await second.leave();
    await own.killAllButWindow();
    const hung = await own.haltWindow();
    await own.start();
    const next = await own.look(address);
    expect(own.said()).toContain('a window left over from before is of no use any more: it is closed first');
    expect([window, hung].map(isThere)).toEqual([false, false]);
    const again = new DeskPage(next.page);
    await expect(again.card('Ann Client')).toContainText(/Active.*Reconnected after/s, patient);
    await bothHear(again.page, call);
    expect(next.desks()).toHaveLength(1);
    expect(await isStillThere(call)).toBe('there');
    await call.hangUp();
    await expect(again.card('Ann Client')).toContainText('They hung up');

    const last = await own.windowPid();
    await next.leave();
    await own.stop();
    expect(isThere(last)).toBe(false);
  } finally {
    await own.clean();
  }
});

test('a queue’s caller stays the agent’s through a crash', async ({ desk, pbx }) => {
  const call = await pbx.queueCall({ name: 'Ann Client', number: '+12125550142', via: 'sip' });
  await expect(desk.card('Ann Client')).toContainText('Ringing');
  await desk.press('Enter');
  await expect(desk.card('Ann Client')).toContainText('Active');
  await desk.host.kill();
  await desk.page.close();
  const next = await openDesk(desk, await desk.host.again());
  await expect(next.card('Ann Client')).toContainText(/Reconnected after/, { timeout: 10_000 });
  await expect.poll(() => heardInPage(next.page, customer), { timeout: 10_000 }).toBeGreaterThan(-40);
  await expect(next.cards).toHaveCount(1);
  // The PBX says but once how they came.
  await expect(next.card('Ann Client')).toContainText('Queue support');
  await call.hangUp();
  await expect(next.card('Ann Client')).toContainText('They hung up');
});

/** As when memory runs out for one page; nothing of the page gets to say farewell. */
async function dieOf(page: Page): Promise<void> {
  const killer = await page.context().newCDPSession(page);
  const died = new Promise<void>((resolve) => void page.once('crash', () => resolve()));
  // Its answer never comes: who would give it is dead.
  void killer.send('Page.crash').catch(() => undefined);
  await died;
}
