import type { t } from '../i18n/texts.ts';
import type { IconName } from '../ui/icons.tsx';
import type { DeskAct } from './act.ts';

export type PaletteSection = keyof typeof t.palette.sections;

export interface PaletteEntry {
  readonly id: string;
  readonly section: PaletteSection;
  readonly icon: IconName;
  readonly label: string;
  readonly detail: string | null;
  readonly caps: readonly string[];
  readonly act: DeskAct;
}

/** A command of the desk itself. */
export const deskEntry = (id: string, label: string, act: DeskAct): PaletteEntry => ({
  id,
  section: 'desk',
  icon: 'arrow',
  label,
  detail: null,
  caps: [],
  act,
});
