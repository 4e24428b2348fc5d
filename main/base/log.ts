/** Plain values only: what is logged can be read by anybody who is sent the log. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
export interface LogLine {
  readonly at: number;
  readonly level: LogLevel;
  readonly area: string;
  readonly message: string;
  readonly fields: LogFields;
}

/**
 * The one logger, prefixed by area. Messages are fixed sentences; whatever comes from the PBX, the network or a
 * caller goes into `fields`, where the sink quotes it. Secrets never; numbers and names at `debug` only.
 */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  child(area: string): Logger;
}

/** A logger that hands each line to `write`. Lines below `level` are dropped before they are built. */
export function createLogger(
  write: (line: LogLine) => void,
  now: () => number,
  level: LogLevel = 'info',
  area = 'offhook',
): Logger {
  const order: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];
  const least = order.indexOf(level);
  const at =
    (lineLevel: LogLevel) =>
    (message: string, fields: LogFields = {}) => {
      if (order.indexOf(lineLevel) >= least) write({ at: now(), level: lineLevel, area, message, fields });
    };
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: (name) => createLogger(write, now, level, `${area}.${name}`),
  };
}

/** One line of text a person can read; control characters in values cannot forge a second line. */
export function formatLogLine(line: LogLine): string {
  const fields = Object.entries(line.fields)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}=${JSON.stringify(value)}`)
    .join('');
  return `${new Date(line.at).toISOString()} ${line.level.padEnd(5)} ${line.area}: ${line.message}${fields}`;
}
