import { useEffect, useState } from 'react';
import { useDesk } from './desk-context.ts';

const quietMs = 300;

/** Tells the desk when a card was first painted in its present shape; true once keys may act on it. */
export function usePainted(target: string | null): boolean {
  const desk = useDesk();
  const [ready, setReady] = useState<string | null>(null);
  useEffect(() => {
    if (target === null) return undefined;
    let timeout: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      desk.painted(target, performance.now());
      timeout = setTimeout(() => setReady(target), quietMs);
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timeout);
      setReady(null);
    };
  }, [desk, target]);
  return target !== null && ready === target;
}
