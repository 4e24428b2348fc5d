import { useEffect } from 'react';

/** Letters act while the section is open, except where they would be typed. */
export function useTryKeys(keys: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const typing = event.target instanceof Element && event.target.closest('input, select, textarea') !== null;
      const run = keys[event.key.toLowerCase()];
      if (run === undefined || typing || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
      event.preventDefault();
      event.stopPropagation();
      run();
    };
    document.addEventListener('keydown', press, true);
    return () => document.removeEventListener('keydown', press, true);
  });
}
