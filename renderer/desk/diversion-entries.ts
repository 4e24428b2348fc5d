import type { Diversions, Forward } from '../../preload/contract/diversions.ts';
import { t } from '../i18n/texts.ts';
import { deskEntry, type PaletteEntry } from './palette-entry.ts';

const forwards = ['always', 'busy', 'noAnswer'] as const satisfies readonly Forward[];

/** Do not disturb, and forwarding to the number that is being typed. */
export function diversionEntries(diversions: Diversions | undefined, query: string): readonly PaletteEntry[] {
  if (diversions === undefined) return [];
  const { doNotDisturb, offers, lack } = diversions;
  const [to] = /[+*#]?\d[\d*#]{1,30}/.exec(query) ?? [];
  const offered = forwards.filter((when) => offers.includes(when));
  const toggle = deskEntry('do-not-disturb', doNotDisturb ? t.diversions.turnOff : t.diversions.turnOn, {
    type: 'divert',
    wish: { what: 'doNotDisturb', on: !doNotDisturb },
  });
  // Offered all the same: it says what is missing.
  const missing = { ...toggle, icon: 'triangle' as const, detail: t.palette.cannot(t.diversions.missing) };
  return [
    ...(lack !== null && !offers.includes('doNotDisturb') ? [missing] : []),
    ...(offers.includes('doNotDisturb') ? [{ ...toggle, icon: 'bell' as const }] : []),
    ...offered.flatMap((when) => {
      const now = diversions[when];
      return now === null ? [] : [forward(`end-${when}`, t.diversions.end[when](now), when, null)];
    }),
    ...(to === undefined ? [] : offered.map((when) => forward(when, t.diversions.forward[when](to), when, to))),
  ];
}

const forward = (id: string, label: string, when: Forward, to: string | null): PaletteEntry => ({
  ...deskEntry(`forward-${id}`, label, { type: 'divert', wish: { what: when, to } }),
  icon: 'transfer',
});
