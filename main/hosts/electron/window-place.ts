import type { Rectangle } from 'electron';

export const smallest = { width: 360, height: 480 } as const;
/** The two shapes of the desk: calls alone, or calls beside what is known of the caller. */
export const shapes = { compact: { width: 420, height: 760 }, wide: { width: 1100, height: 760 } } as const;

/** A screen as Electron names it; `id` is the same whenever the same screen is there. */
export interface Screen {
  readonly id: number;
  readonly workArea: Rectangle;
}

/** What is kept: where the desk was on each screen, and which one it was on last. */
export interface Places {
  readonly last: string | null;
  readonly byScreen: Readonly<Record<string, Rectangle>>;
}

/** Desks of a person's screens: at home, at the office, on the road. */
const mostScreens = 20;

/** What a file held, as far as it can be meant. */
export function readPlaces(stored: unknown): Places {
  if (typeof stored !== 'object' || stored === null) return { last: null, byScreen: {} };
  const { last, byScreen } = stored as Readonly<Record<string, unknown>>;
  const places = typeof byScreen === 'object' && byScreen !== null ? Object.entries(byScreen) : [];
  const kept = places.filter((entry): entry is [string, Rectangle] => isRectangle(entry[1])).slice(-mostScreens);
  return { last: typeof last === 'string' ? last : null, byScreen: Object.fromEntries(kept) };
}

/**
 * Where the desk opens: on the screen it was on last, as it was there, if it would still be seen and grasped; else as it
 * was on another screen that is there; else in its usual size wherever the system puts it.
 */
export function placeOn(screens: readonly Screen[], { last, byScreen }: Places): Partial<Rectangle> {
  const there = screens.toSorted((a, b) => Number(String(b.id) === last) - Number(String(a.id) === last));
  for (const { id, workArea } of there) {
    const place = byScreen[String(id)];
    if (place === undefined) continue;
    const size = { width: Math.max(place.width, smallest.width), height: Math.max(place.height, smallest.height) };
    if (canBeGrasped({ ...place, ...size }, workArea)) return { x: place.x, y: place.y, ...size };
  }
  return shapes.compact;
}

/** The desk is there now. */
export function withPlace({ byScreen }: Places, screen: Screen, place: Rectangle): Places {
  const id = String(screen.id);
  const { x, y, width, height } = place;
  const others = Object.entries(byScreen).filter(([other]) => other !== id);
  return { last: id, byScreen: Object.fromEntries([...others.slice(1 - mostScreens), [id, { x, y, width, height }]]) };
}

/** In the other shape at the same place, moved only as far as it takes to stay on the screen. */
export function reshaped(place: Rectangle, shape: keyof typeof shapes, { workArea }: Screen): Rectangle {
  const { width, height } = { ...shapes[shape], height: Math.max(place.height, smallest.height) };
  const fits = { width: Math.min(width, workArea.width), height: Math.min(height, workArea.height) };
  const inside = (at: number, size: number, from: number, space: number): number =>
    Math.max(from, Math.min(at, from + space - size));
  return {
    x: inside(place.x, fits.width, workArea.x, workArea.width),
    y: inside(place.y, fits.height, workArea.y, workArea.height),
    ...fits,
  };
}

function isRectangle(value: unknown): value is Rectangle {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  return ['x', 'y', 'width', 'height'].every((name) => {
    const field = fields.get(name);
    return typeof field === 'number' && Number.isInteger(field) && Math.abs(field) < 100_000;
  });
}

/** Enough of the title bar lies on the screen to take the window by it. */
function canBeGrasped(window: Rectangle, area: Rectangle): boolean {
  const across = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  return across >= 100 && window.y >= area.y && window.y <= area.y + area.height - 40;
}
