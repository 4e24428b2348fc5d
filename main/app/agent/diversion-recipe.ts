import type { Diversion } from '../../../preload/contract/diversions.ts';
import type { AmiFeature } from '../../ami/capabilities.ts';
import type { Settings } from '../../settings/schema.ts';

/** A key of AstDB: DND/1001. */
export interface DatabaseKey {
  readonly family: string;
  readonly key: string;
}

export interface FeatureCodes {
  readonly on: string;
  readonly off: string;
}

/** Where one diversion is kept and what sets it; null: it has none of that. */
export interface KeptAt {
  readonly key: DatabaseKey | null;
  /** A custom device state, which phones' lamps follow: Custom:DND1001. Without a key it is what is kept. */
  readonly lamp: string | null;
  /** `{to}` stands for the number. */
  readonly codes: FeatureCodes | null;
}

export type Recipe = Readonly<Record<Diversion, KeptAt | null>>;

/** `database`: DBPut and DBDel. `state`: Setvar of DEVICE_STATE(). `code`: my own phone dials the PBX's feature code. */
export type Road = 'database' | 'state' | 'code';

/** Managers may not use DB() by Getvar and Setvar: it is one of the functions that escalate (pbx_functions.c). */
export const needs: Readonly<Record<Road, readonly AmiFeature[]>> = {
  database: ['read the database', 'write to the database', 'delete from the database'],
  state: ['read variables', 'set variables'],
  code: [],
};

/** What reading it takes. */
export const readBy = ({ key }: KeptAt): readonly AmiFeature[] =>
  key === null ? ['read variables'] : ['read the database'];

/** What could set it, the best first: a code works with the least rights, but takes the line for a moment. */
export const roadsOf = ({ key, lamp, codes }: KeptAt): readonly Road[] => [
  ...(key !== null ? (['database'] as const) : lamp !== null ? (['state'] as const) : []),
  ...(codes === null ? [] : (['code'] as const)),
];

/** FreePBX's families (its modules core, donotdisturb and callforward); plain dialplans copy them. */
const usualKeys = {
  doNotDisturb: 'DND/{extension}',
  always: 'CF/{extension}',
  busy: 'CFB/{extension}',
  noAnswer: 'CFU/{extension}',
} satisfies Record<Diversion, string>;

const freepbxLamps: Readonly<Partial<Record<Diversion, string>>> = {
  doNotDisturb: 'Custom:DND{extension}',
  always: 'Custom:CF{extension}',
};

/** As FreePBX has them unless its administrator chose others. */
const freepbxCodes = {
  doNotDisturb: { on: '*78', off: '*79' },
  always: { on: '*72{to}', off: '*73' },
  busy: { on: '*90{to}', off: '*91' },
  noAnswer: { on: '*52{to}', off: '*53' },
} satisfies Record<Diversion, FeatureCodes>;

/** What the settings say of it for this extension; null: nothing is set up. */
export function recipeOf({ diversions, agent }: Pick<Settings, 'diversions' | 'agent'>): Recipe | null {
  const { recipe } = diversions;
  if (recipe === 'none') return null;
  const filled = (text: string | null): string | null => text?.replaceAll('{extension}', agent.extension) ?? null;
  const kept = (what: Diversion): KeptAt | null => {
    const key = keyOf(filled(recipe === 'own' ? diversions.keys[what] : usualKeys[what]));
    const lamp = filled(
      recipe === 'own' ? diversions.lamps[what] : (recipe === 'freepbx' && freepbxLamps[what]) || null,
    );
    // A lamp is on or off, and says no number.
    if (key === null && (lamp === null || what !== 'doNotDisturb')) return null;
    return { key, lamp, codes: diversions.codes[what] ?? (recipe === 'freepbx' ? freepbxCodes[what] : null) };
  };
  return {
    doNotDisturb: kept('doNotDisturb'),
    always: kept('always'),
    busy: kept('busy'),
    noAnswer: kept('noAnswer'),
  };
}

function keyOf(text: string | null): DatabaseKey | null {
  const at = text?.indexOf('/') ?? -1;
  return text === null || at === -1 ? null : { family: text.slice(0, at), key: text.slice(at + 1) };
}

/** Whether that was dialled to set something, and not to reach somebody. */
export function isFeatureCode(recipe: Recipe | null, dialled: string): boolean {
  return Object.values(recipe ?? {}).some((kept) =>
    [kept?.codes?.on, kept?.codes?.off].some((code) => {
      if (code === undefined) return false;
      const [before = ''] = code.split('{to}');
      return code === before ? dialled === code : dialled.startsWith(before) && dialled.length > before.length;
    }),
  );
}
