import type { LookSettings } from '../../preload/contract/desk-settings.ts';
import { pageSettings } from './page-settings.ts';
import type { ProfileStore } from './profile-store.ts';

/**
 * Puts the chosen look on the page's root, where tokens.css finds it. Contrast is decided here because a style sheet cannot
 * say "the system's wish, or ours" of one rule.
 */
export function followLook(root: HTMLElement, profiles: ProfileStore): () => void {
  const system = window.matchMedia('(prefers-contrast: more)');
  const apply = () => {
    const { theme, contrast, density } = lookOf(profiles);
    root.dataset['theme'] = theme;
    root.dataset['density'] = density;
    root.dataset['contrast'] = contrast === 'more' || system.matches ? 'more' : 'usual';
  };
  apply();
  system.addEventListener('change', apply);
  const unsubscribe = profiles.subscribe(apply);
  return () => {
    unsubscribe();
    system.removeEventListener('change', apply);
  };
}

const lookOf = (profiles: ProfileStore): LookSettings => pageSettings(profiles.get()?.document ?? {}).look;
