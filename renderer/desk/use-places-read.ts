import { useEffect } from 'react';
import { useDesk } from './desk-context.ts';

/** What has changed meanwhile stays little, so that the next list opens with it, ms. */
const everySoOften = 30_000;

/** Reads where calls can go once the desk is there and has nothing else to do: the first list opens at once. */
export function usePlacesRead(isThere: boolean): void {
  const { places } = useDesk();
  useEffect(() => {
    if (!isThere) return undefined;
    const read = (): void => void places.refresh();
    const idle = requestIdleCallback(read, { timeout: 2_000 });
    const again = setInterval(read, everySoOften);
    return () => {
      cancelIdleCallback(idle);
      clearInterval(again);
    };
  }, [places, isThere]);
}
