import { t } from '../i18n/texts.ts';
import { type SectionName, type SettingPath, sectionNames, sections } from './sections.ts';

export interface FoundSetting {
  readonly section: SectionName;
  readonly path: SettingPath;
  readonly label: string;
}

/** Settings whose name, hint or section holds every word that was typed, in the order they stand in. */
export function searchSettings(query: string): readonly FoundSetting[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const hints: Readonly<Partial<Record<string, string>>> = t.settings.hints;
  return sectionNames.flatMap((section) =>
    sections[section].flatMap((path: SettingPath) => {
      const label = t.settings.items[path];
      const text = `${t.settings.sections[section]} ${label} ${hints[path] ?? ''}`.toLowerCase();
      return words.every((word) => text.includes(word)) ? [{ section, path, label }] : [];
    }),
  );
}
