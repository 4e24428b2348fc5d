import { expect, test } from 'vitest';
import type { ProfileHandlers } from '../../../../main/app/station/profile-handlers.ts';
import { Seat } from '../../../../main/app/station/seat.ts';
import { createLogger } from '../../../../main/base/log.ts';
import { createBridge } from '../../../../preload/bridge/create-bridge.ts';
import type { FromMain, FromPage, Wire } from '../../../../preload/contract/wire.ts';

const log = createLogger(
  () => undefined,
  () => 0,
);

/** A page in its seat, and desks that confirm what they are asked, or say nothing (`mute`). */
function seated() {
  const { bridge, attach } = createBridge('browser');
  let [toMain, toPage]: ((message: unknown) => void)[] = [];
  attach({
    send: (message) => toMain?.(structuredClone(message)),
    onMessage: (listener) => {
      toPage = listener;
    },
    onClose: () => undefined,
  });
  const seat = new Seat({
    wire: {
      send: (message) => toPage?.(structuredClone(message)),
      onMessage: (listener) => {
        toMain = listener;
      },
      onClose: () => undefined,
    },
    handlers: {} as ProfileHandlers,
    log,
    onClose: () => undefined,
  });
  const asked: string[] = [];
  const desk = (name: string, answers: 'at once' | 'never') => ({
    serve: (wire: Wire<FromMain>) => {
      wire.onMessage((message) => {
        const request = message as FromPage & { kind: 'request' };
        if (request.kind !== 'request') return;
        asked.push(`${request.name} of ${name}`);
        if (answers === 'at once')
          wire.send({ kind: 'response', id: request.id, ok: true, value: { outcome: 'confirmed' } });
      });
      return { dispose: () => undefined };
    },
  });
  const tryLink = () => bridge.request.tryLink({ label: 'Ticket' });
  return { seat, desk, asked, tryLink };
}

test('what a page asks while one desk parts is asked of the next, which lives by the settings the page was shown', async () => {
  const { seat, desk, asked, tryLink } = seated();
  seat.join(desk('the old desk', 'at once'), false);
  seat.hold();
  const reply = tryLink();
  expect(asked).toEqual([]);
  seat.leave();
  seat.join(desk('the new desk', 'at once'), true);
  expect(asked).toEqual([]);
  seat.release();
  expect(await reply).toEqual({ ok: true, value: { outcome: 'confirmed' } });
  expect(asked).toEqual(['tryLink of the new desk']);
});

test('what the desk before did not answer any more did not get through', async () => {
  const { seat, desk, asked, tryLink } = seated();
  seat.join(desk('the old desk', 'never'), false);
  const reply = tryLink();
  expect(asked).toEqual(['tryLink of the old desk']);
  seat.hold();
  seat.leave();
  expect(await reply).toMatchObject({ ok: false, error: { code: 'gone' } });
  seat.join(desk('the new desk', 'at once'), true);
  seat.release();
  expect(asked).toEqual(['tryLink of the old desk']);
});

test('a page that waited for a desk which does not come is told so', async () => {
  const { seat, desk, tryLink } = seated();
  seat.join(desk('the old desk', 'at once'), false);
  seat.hold();
  const reply = tryLink();
  seat.leave();
  seat.release();
  expect(await reply).toMatchObject({ ok: false, error: { code: 'gone' } });
});
