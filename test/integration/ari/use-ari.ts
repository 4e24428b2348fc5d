import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { type AriClient, type AriClientOptions, createAriClient } from '../../../main/ari/client.ts';
import { type AriEvent, channelOf } from '../../../main/ari/event.ts';
import { type Pbx, startPbx } from '../../pbx/pbx.ts';
import { isUp, linkThat, quiet } from '../../support/link-up.ts';
import { systemClock } from '../../support/system-clock.ts';

export interface AriLab {
  readonly version: 16 | 22;
  readonly pbx: Pbx;
  /** A client that has not been started, by https, under a name nobody used before. */
  idle(options?: Partial<AriClientOptions>): AriClient;
  /** One that is connected and subscribed to everything, unless said otherwise. */
  up(options?: Partial<AriClientOptions>): Promise<AriClient>;
}

/**
 * To be called in a `describe`. Every test has an Asterisk of its own: where clients went while calls came and went, ARI may hang for all that follow
 * (docs/MEASUREMENTS.md). Those that only connect may share one.
 */
export function useAri(version: 16 | 22, each: 'test' | 'block'): AriLab {
  let pbx: Pbx | undefined;
  const clients: AriClient[] = [];
  const running = (): Pbx => {
    if (pbx === undefined) throw new Error('the PBX has not been started');
    return pbx;
  };
  const start = async (): Promise<void> => {
    pbx = await startPbx({ version });
  };
  // The first time its packages are fetched.
  if (each === 'block') beforeAll(start, 300_000);
  else beforeEach(start, 300_000);
  afterEach(async () => {
    await Promise.all(clients.map((client) => client.stop()));
    for (const client of clients.splice(0)) client.dispose();
    if (each === 'test') await running().stop();
  });
  if (each === 'block') afterAll(async () => running().stop());
  const idle = (options: Partial<AriClientOptions> = {}): AriClient => {
    const { ports, caPem } = running();
    const client = createAriClient({
      ...{ url: `https://localhost:${ports.https}/ari`, trust: { kind: 'ca', pem: caPem } },
      ...{ username: 'agent1001', password: 'ari-1001', app: `desk-${randomUUID()}` },
      ...{ clock: systemClock, random: Math.random, log: quiet, ...options },
    });
    clients.push(client);
    return client;
  };
  return {
    version,
    get pbx() {
      return running();
    },
    idle,
    async up(options) {
      const client = idle(options);
      client.start();
      await linkThat(client, isUp, 25_000);
      return client;
    },
  };
}

/** Every event from now on, and the first that is as wished. */
export function watching(client: AriClient) {
  const events: AriEvent[] = [];
  client.onEvent((event) => void events.push(event));
  const eventThat = (isWished: (event: AriEvent) => boolean) =>
    new Promise<AriEvent>((resolve, reject) => {
      const found = events.find(isWished);
      if (found !== undefined) return resolve(found);
      const late = setTimeout(() => reject(new Error('no such event came')), 10_000);
      client.onEvent((event) => {
        if (!isWished(event)) return;
        clearTimeout(late);
        resolve(event);
      });
    });
  return { events, eventThat };
}

/** An event about that channel. */
export const of =
  (id: string, type?: AriEvent['type']) =>
  (event: AriEvent): boolean =>
    channelOf(event)?.id === id && (type === undefined || event.type === type);
