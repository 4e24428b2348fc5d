import type { Rectangle } from 'electron';

export const smallest = { width: 360, height: 480 } as const;
const usual = { width: 420, height: 760 } as const;

/** Where the window was, if it would still be seen and grasped there: screens come and go, and a file may hold anything. */
export function readPlace(stored: unknown, workAreas: readonly Rectangle[]): Partial<Rectangle> {
  if (!isRectangle(stored)) return usual;
  const size = { width: Math.max(stored.width, smallest.width), height: Math.max(stored.height, smallest.height) };
  const isSeen = workAreas.some((area) => canBeGrasped({ ...stored, ...size }, area));
  return isSeen ? { x: stored.x, y: stored.y, ...size } : usual;
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
