/** As browsers step, per cent. */
export const zoomSteps: readonly number[] = [50, 67, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300];

/** The next larger or smaller step; 0: back to the usual one. */
export function zoomed(percent: number, by: 1 | -1 | 0): number {
  if (by === 0) return 100;
  const steps = by > 0 ? zoomSteps : zoomSteps.toReversed();
  return steps.find((step) => (by > 0 ? step > percent : step < percent)) ?? percent;
}
