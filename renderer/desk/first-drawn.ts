import { AfterPaint } from './after-paint.ts';
import type { DeskControl } from './desk-control.ts';

/** Stands in the page's timeline when the desk has been painted with its line up: from then on calls come and go. */
export const readyMark = 'offhook-ready';
/** The first keys are taken before anything is done that nobody has asked for, ms. */
const restsFor = 200;
/** However much the page has to do, ms. */
const patience = 1_000;

type Desk = Pick<DeskControl, 'store'>;

/** Resolves a moment after the first view has been painted, with the page idle: what it may do ahead comes then. */
export async function firstDrawn(desk: Desk): Promise<void> {
  await painted(desk, ({ view }) => view !== null);
  await new Promise((rested) => setTimeout(rested, restsFor));
  await new Promise((idle) => requestIdleCallback(idle, { timeout: patience }));
}

/** Resolves as soon as main has said how it stands. */
export const firstView = (desk: Desk): Promise<void> => seen(desk, ({ view }) => view !== null);

/** Resolves as soon as there is a call. */
export const firstCall = (desk: Desk): Promise<void> =>
  seen(desk, ({ view }) => view !== null && view.calls.length > 0);

/** Marks the moment at which the desk is of use. */
export async function markReady(desk: Desk): Promise<void> {
  await painted(desk, ({ view }) => view?.links.sip.state === 'up');
  performance.mark(readyMark);
}

/** Resolves once a state that is so has been painted. */
async function painted(desk: Desk, isSo: Judge): Promise<void> {
  await seen(desk, isSo);
  await new Promise<void>((done) => new AfterPaint().do(done));
}

type Judge = (state: ReturnType<Desk['store']['get']>) => boolean;

function seen({ store }: Desk, isSo: Judge): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const look = (): void => {
    if (!isSo(store.get())) return;
    stop();
    resolve();
  };
  const stop = store.subscribe(look);
  look();
  return promise;
}
