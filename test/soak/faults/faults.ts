import { setTimeout as delay } from 'node:timers/promises';
import type { Stage } from './stage.ts';

export interface Fault {
  /** Strikes; resolves when it has struck. */
  readonly strike: (stage: Stage) => Promise<void>;
  /** For how long, ms; left out: it strikes once and is over. */
  readonly lasts?: number;
  readonly lift?: (stage: Stage) => Promise<void> | void;
}

const at = (run: (stage: Stage) => void) => (stage: Stage) => {
  run(stage);
  return Promise.resolve();
};

/** A network that is bad is bad for longer than any patience of ours. */
const badWeather = 12_000;

/** What can happen between an agent and the PBX, and to either of them. */
export const faults = {
  'wss cut': { strike: at(({ road }) => road.cutPhone()) },
  'half-open for 30 s': {
    strike: at(({ road }) => road.silence(true)),
    lasts: 30_000,
    lift: ({ road }) => road.silence(false),
  },
  '40 % packet loss': {
    strike: at(({ road }) => road.lose(0.4)),
    lasts: badWeather,
    lift: ({ road }) => road.lose(0),
  },
  '300 ms delay': { strike: at(({ road }) => road.delay(300)), lasts: badWeather, lift: ({ road }) => road.delay(0) },
  'address change': { strike: ({ road }) => road.move() },
  'TLS broken in mid-frame': { strike: at(({ road }) => road.breakRecord()) },
  'page killed': { strike: (stage) => stage.killPage() },
  'main killed': { strike: (stage) => stage.killMain() },
  'PBX restart': { strike: ({ pbx }) => pbx.restart('politely') },
  'PBX stopped for 20 s': {
    strike: at(({ pbx }) => pbx.pause()),
    lasts: 20_000,
    lift: ({ pbx }) => pbx.unpause(),
  },
} as const satisfies Readonly<Record<string, Fault>>;

export type FaultName = keyof typeof faults;

export const endures = (fault: Fault): Promise<void> => delay(fault.lasts ?? 0);
