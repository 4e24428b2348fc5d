import type { Bridge } from '../../preload/contract/bridge.ts';
import type { DeskControl } from './desk-control.ts';

/**
 * A page that is closed while its agent is signed in to queues: the browser asks in its own words, and whoever stays finds
 * our question. In a browser nothing else can keep a page.
 */
export function askBeforeLeaving(page: Window, bridge: Pick<Bridge, 'request'>, desk: DeskControl): void {
  page.addEventListener('beforeunload', (event) => {
    const { view, connection } = desk.store.get();
    const mine = view?.queues;
    const isSignedIn = mine?.queues?.some(({ mine: place }) => place?.dynamic === true && place.pause === null);
    if (connection === 'lost' || mine?.whenAway !== 'ask' || isSignedIn !== true) return;
    event.preventDefault();
    void bridge.request.askBeforeLeaving({});
  });
}
