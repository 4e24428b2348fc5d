import { useEffect, useState } from 'react';
import type { SectionName } from '../settings/sections.ts';
import type { SettingsPane } from '../settings/settings-pane.tsx';

/** Once it has been read. */
let pane: typeof SettingsPane | null = null;

const read = async (): Promise<void> => {
  pane = (await import('../settings/settings-pane.tsx')).SettingsPane;
};

/** Reads the settings once the desk is there and has nothing else to do: they open at once, and no caller waits for them. */
export function useSettingsRead(): void {
  useEffect(() => {
    const idle = requestIdleCallback(() => void read(), { timeout: 2_000 });
    return () => cancelIdleCallback(idle);
  }, []);
}

export function SettingsLater({ section }: { readonly section: SectionName }) {
  const [, setIsRead] = useState(pane !== null);
  useEffect(() => {
    if (pane === null) void read().then(() => setIsRead(true));
  }, []);
  const Pane = pane;
  return Pane === null ? <aside className="settings" /> : <Pane section={section} />;
}
