import type { BrowserContext } from 'playwright/test';
import type { Profile } from '../../pbx/accounts.ts';
import type { Pbx, SipInboundCall } from '../../pbx/pbx.ts';
import { toneStandingOut } from '../../support/tone.ts';
import { expect, voice, withoutAri } from './desk.ts';
import { Desk } from './desk-page.ts';
import type { Host } from './host.ts';
import { expectKeystrokes } from './keystrokes.ts';

const rate = 8_000;
/** Where several desks share the processor, each step may take its time. */
export const patiently = expect.configure({ timeout: 30_000 });

/** Who calls in these tests. */
export const name = 'Ann Client';
type Heard = 'heard' | 'not heard' | 'unclear' | 'no packets';

/** A customer, or a colleague at a plain phone. */
type Listener = Pick<SipInboundCall, 'heard' | 'heardAt'>;

/** Whether somebody heard a tone in the last half second; packets come every 20 ms, also of music. */
function heard(listener: Listener, tone: number): Heard {
  if (performance.now() - listener.heardAt > 500) return 'no packets';
  const level = toneStandingOut(listener.heard().slice(-rate / 2), rate, tone);
  if (level > -40) return 'heard';
  return level < -50 ? 'not heard' : 'unclear';
}
export const expectToHear = (listener: Listener, tone: number) =>
  expect.poll(() => heard(listener, tone), { timeout: 8_000 }).toBe('heard');
export const expectNotToHear = (listener: Listener, tone: number) =>
  expect.poll(() => heard(listener, tone), { timeout: 8_000 }).toBe('not heard');

/** A customer on the line who says nothing, unless asked to: what is heard is the other side. */
export async function answered(desk: Desk, pbx: Pbx, plays: 'silence' | 'tone' = 'silence'): Promise<SipInboundCall> {
  const caller = await pbx.callIn({ to: '1001', name, number: '+12125550142', via: 'sip', plays });
  await patiently(desk.card(name)).toContainText('Ringing');
  desk.strokes();
  await desk.press('Enter');
  expectKeystrokes('answer', desk.strokes());
  await patiently(desk.card(name)).toContainText('Active');
  await caller.answered;
  await expectToHear(caller, voice);
  return caller;
}

/** Opens the picker and types, as fast as a person does. */
export async function pick(desk: Desk, text: string): Promise<void> {
  await desk.press('t');
  await desk.type(text);
  await patiently(desk.page.getByRole('option').first()).toContainText(text, { ignoreCase: true });
  await desk.page.waitForTimeout(350);
}

/** With whom the customer is, by AMI's truth: the extensions of phones, and how many others there are. */
export async function togetherWith(
  pbx: Pbx,
  { uniqueid }: SipInboundCall,
): Promise<{ readonly phones: readonly string[]; readonly others: number }> {
  const channels = await pbx.truth.channels();
  const bridge = channels.find((channel) => channel['Uniqueid'] === uniqueid)?.['BridgeId'] ?? '';
  const there = channels.filter(
    ({ BridgeId, Uniqueid }) => bridge !== '' && BridgeId === bridge && Uniqueid !== uniqueid,
  );
  const phones = there.flatMap(({ Channel = '' }) => /^PJSIP\/(\d{4})-/.exec(Channel)?.[1] ?? []);
  return { phones: phones.toSorted(), others: there.length };
}

/** Nothing of Alice's is left on the PBX, and the customer is in a bridge with exactly one other. */
export async function expectHandedOver(pbx: Pbx, caller: SipInboundCall): Promise<void> {
  await patiently
    .poll(async () => {
      const channels = await pbx.truth.channels();
      const mine = channels.filter(({ Channel = '' }) => Channel.startsWith('PJSIP/1001-')).length;
      return [mine, (await togetherWith(pbx, caller)).others];
    })
    .toEqual([0, 1]);
}

interface Colleague {
  readonly pbx: Pbx;
  readonly launch: (profile: Profile) => Promise<Host>;
  readonly openWindow: () => Promise<BrowserContext>;
}

/** A desk of somebody else in a window of its own. */
export async function deskOf(extension: string, { pbx, launch, openWindow }: Colleague): Promise<Desk> {
  const page = await (await openWindow()).newPage();
  const host = await launch(withoutAri(pbx.profileFor(extension)));
  await page.goto(host.address);
  const desk = new Desk(page, host);
  await desk.ready();
  return desk;
}
