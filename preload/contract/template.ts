/** What of a call a template may name, besides `{var:NAME}` for what the PBX sent along. */
export const templateNames = ['e164', 'national', 'name', 'queue', 'did', 'uniqueid', 'linkedid', 'agent'] as const;
export type TemplateName = (typeof templateNames)[number];
export const isTemplateName = (name: string): name is TemplateName => templateNames.some((each) => each === name);

/** Everything in braces. */
export const placeholder = /\{([^{}]*)\}/g;
/** JSON has braces of its own, and so has GraphQL inside it: only a name without blanks and quotes is a variable there. */
export const placeholderInJson = /\{([A-Za-z][A-Za-z0-9_.():-]*)\}/g;

/** The first that is in braces and no variable; null: there is none. A misspelt name must not ask about nobody. */
export const unknownVariable = (template: string, marks = placeholder): string | null =>
  [...template.matchAll(marks)].map(([, name = '']) => name).find((name) => !isKnown(name)) ?? null;

const isKnown = (name: string): boolean => isTemplateName(name) || /^var:[A-Za-z][A-Za-z0-9_.()-]{0,79}$/.test(name);
