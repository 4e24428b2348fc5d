import type { Event } from '../../main/base/emitter.ts';
import { createLogger, type Logger } from '../../main/base/log.ts';
import type { LinkFailureKind, LinkState } from '../../main/net/link-failure.ts';

/** A logger for tests that look at something else. */
export const quiet: Logger = createLogger(
  () => undefined,
  () => 0,
);

interface Linked {
  readonly link: LinkState;
  readonly onDidChangeLink: Event<LinkState>;
}

/** The first state of the link that is as wished: the present one, or a later one. */
export function linkThat(linked: Linked, isWished: (link: LinkState) => boolean, within = 10_000): Promise<LinkState> {
  if (isWished(linked.link)) return Promise.resolve(linked.link);
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      subscription.dispose();
      reject(new Error(`the link is still ${JSON.stringify(linked.link)}`));
    }, within);
    const subscription = linked.onDidChangeLink((link) => {
      if (!isWished(link)) return;
      clearTimeout(late);
      subscription.dispose();
      resolve(link);
    });
  });
}

export const isUp = (link: LinkState): boolean => link.state === 'up';
export const isDown = (link: LinkState): boolean => link.state === 'down';

/** Waits until the link is down and tells why, and how long that took in ms. */
export async function firstFailure(
  linked: Linked,
): Promise<{ readonly kind: LinkFailureKind | null; readonly after: number }> {
  const began = Date.now();
  const link = await linkThat(linked, isDown);
  return { kind: link.state === 'down' ? link.failure.kind : null, after: Date.now() - began };
}
