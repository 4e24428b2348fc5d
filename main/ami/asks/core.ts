import { success } from '../../base/result.ts';
import { ping, userEvent } from '../actions.ts';
import { type AmiAsk, order, readable } from './ask.ts';
import { action, knownIn, numberIn } from './fields.ts';

/** The PBX's own time in ms since 1970; null where it does not tell. */
export const askPing = (): AmiAsk<{ readonly at: number | null }> => ({
  action: ping(),
  read: (answer) => {
    const seconds = numberIn(answer, 'Timestamp');
    return success({ at: seconds === null ? null : seconds * 1000 });
  },
});

export interface CoreSettings {
  readonly amiVersion: string;
  readonly asteriskVersion: string;
  readonly systemName: string | null;
}

/** Needs class system or reporting. */
export const askCoreSettings = (): AmiAsk<CoreSettings> => ({
  action: action('CoreSettings'),
  read: (answer) => {
    const [amiVersion, asteriskVersion] = [answer.get('AMIversion'), answer.get('AsteriskVersion')];
    if (amiVersion === undefined || asteriskVersion === undefined) return readable<CoreSettings>(null);
    return success({ amiVersion, asteriskVersion, systemName: knownIn(answer, 'SystemName') });
  },
});

export interface CoreStatus {
  /** In the PBX's own time zone, which it does not tell: good for telling one life of it from another. */
  readonly startedAt: string;
  readonly calls: number;
}

/** Needs class system or reporting. */
export const askCoreStatus = (): AmiAsk<CoreStatus> => ({
  action: action('CoreStatus'),
  read: (answer) => {
    const [date, time] = [answer.get('CoreStartupDate'), answer.get('CoreStartupTime')];
    if (date === undefined || time === undefined) return readable<CoreStatus>(null);
    return success({ startedAt: `${date} ${time}`, calls: numberIn(answer, 'CoreCurrentCalls') ?? 0 });
  },
});

/** An action that this user may use, and the classes of which any one is enough; none: everybody may. */
export interface ListedCommand {
  readonly name: string;
  readonly classes: readonly string[];
}

/** Every action this user may use: what is not loaded or not permitted is left out (manager.c, `action_listcommands`). */
export const askCommands = (): AmiAsk<readonly ListedCommand[]> => ({
  action: action('ListCommands'),
  read: (answer) =>
    success(
      answer.headers().flatMap(([name, text]) => {
        const classes = /\(Priv: ([^)]*)\)\s*$/.exec(text)?.[1]?.split(',');
        if (classes === undefined) return [];
        return [{ name, classes: classes.filter((each) => each !== 'all' && each !== '<none>') }];
      }),
    ),
});

/** Told to every manager at once. Anybody with class user can do it: it proves nothing. */
export const tellEverybody = (name: string, body: Readonly<Record<string, string>>): AmiAsk<void> =>
  order(userEvent(name, body));
