import type { Bridge } from '../../preload/contract/bridge.ts';
import { t } from '../i18n/texts.ts';
import { pageSettings } from '../profile/page-settings.ts';
import type { ProfileStore } from '../profile/profile-store.ts';
import { zoomed } from './zoom.ts';

export type WindowWish = 'reshape' | 'zoomIn' | 'zoomOut' | 'zoomReset';

/** The window around the desk. */
export interface Frame {
  /** What is said of it, in words; null: it is seen. */
  do(wish: WindowWish): Promise<string | null>;
}

export const noFrame: Frame = { do: () => Promise.resolve(null) };

/** Two panes from there on (styles/wide.css), in px of the page. */
const wideFrom = 900;
const shapes = { compact: 420, wide: 1100 } as const;

/** Of a browser's window, in px of the screen but for `innerWidth`, which is the page's. */
export interface FrameSize {
  readonly innerWidth: number;
  readonly outerWidth: number;
  readonly screenX: number;
  readonly screen: { readonly availLeft: number; readonly availWidth: number };
}

/** The window in its other shape, moved only as far as it takes to stay on the screen; null: the screen is too narrow. */
export function otherShape({ innerWidth, outerWidth, screenX, screen }: FrameSize): {
  readonly width: number;
  readonly x: number;
} | null {
  const isWide = innerWidth >= wideFrom;
  // What is zoomed needs more of the screen for the same page.
  const scale = outerWidth / innerWidth;
  const width = Math.min(Math.round(shapes[isWide ? 'compact' : 'wide'] * scale), screen.availWidth);
  if (!isWide && width / scale < wideFrom) return null;
  const furthest = screen.availLeft + screen.availWidth - width;
  return { width, x: Math.max(screen.availLeft, Math.min(screenX, furthest)) };
}

/** How long a window may take to change its size, ms. */
const patience = 600;

/** The browser's own window, and in Electron the zoom that the settings keep. */
export function windowFrame(page: Window, bridge: Bridge, profiles: ProfileStore): Frame {
  const zoom = async (by: 1 | -1 | 0): Promise<string> => {
    const value = zoomed(pageSettings(profiles.get()?.document ?? {}).look.zoom, by);
    const reply = await bridge.request.changeSettings({ changes: [{ path: 'look.zoom', value }] });
    if (!reply.ok) return t.settings.lost;
    const { value: saved } = reply;
    return saved.outcome === 'saved' ? t.frame.zoom(value) : t.settings.notSaved(saved.problems[0]?.words ?? '');
  };
  const reshape = async (): Promise<string | null> => {
    const { innerWidth, outerWidth, screenX, screenY } = page;
    // Chromium's screen has it; the types know the standard's alone.
    const { availLeft = 0, availWidth } = page.screen as Screen & { readonly availLeft?: number };
    const next = otherShape({ innerWidth, outerWidth, screenX, screen: { availLeft, availWidth } });
    if (next === null) return t.frame.tooNarrow;
    const changed = onceResized(page);
    page.resizeTo(next.width, page.outerHeight);
    if (next.x !== screenX) page.moveTo(next.x, screenY);
    return (await changed) ? null : t.frame.byBrowser;
  };
  return {
    do: (wish) => {
      switch (wish) {
        case 'reshape':
          return reshape();
        case 'zoomIn':
          return zoom(1);
        case 'zoomOut':
          return zoom(-1);
        case 'zoomReset':
          return zoom(0);
      }
    },
  };
}

/** Whether the window changes its size: a tab's does not. */
function onceResized(page: Window): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const end = (changed: boolean) => {
    page.removeEventListener('resize', yes);
    page.clearTimeout(timer);
    resolve(changed);
  };
  const yes = () => end(true);
  const timer = page.setTimeout(() => end(false), patience);
  page.addEventListener('resize', yes);
  return promise;
}
