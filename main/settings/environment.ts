/** Which environment variable stands for which key. Booleans and lists stay in the files. */
const settingsKeys = {
  OFFHOOK_AGENT_NAME: 'agent.name',
  OFFHOOK_EXTENSION: 'agent.extension',
  OFFHOOK_SIP_URL: 'sip.url',
  OFFHOOK_SIP_USERNAME: 'sip.username',
  OFFHOOK_SIP_DOMAIN: 'sip.domain',
  OFFHOOK_AMI_HOST: 'ami.host',
  OFFHOOK_AMI_PORT: 'ami.port',
  OFFHOOK_AMI_URL: 'ami.url',
  OFFHOOK_AMI_USERNAME: 'ami.username',
  OFFHOOK_ARI_URL: 'ari.url',
  OFFHOOK_ARI_USERNAME: 'ari.username',
  OFFHOOK_COUNTRY: 'numbers.country',
  OFFHOOK_MAILBOX: 'mailbox',
} as const;
const secretKeys = {
  OFFHOOK_SIP_PASSWORD: 'sipPassword',
  OFFHOOK_AMI_SECRET: 'amiSecret',
  OFFHOOK_ARI_PASSWORD: 'ariPassword',
} as const;

/** Every variable Offhook looks at, for the documentation and its test. */
export const environmentVariables: readonly string[] = [...Object.keys(settingsKeys), ...Object.keys(secretKeys)];

interface Overrides {
  readonly ontoSettings: (file: unknown) => unknown;
  readonly ontoSecrets: (file: unknown) => unknown;
  /** The variable that set `key`, so that a bad value is told where it was given. */
  readonly nameOf: (key: string) => string | null;
}

/** What the environment says, laid over the files key by key. An empty variable counts as not given. */
export function environmentOverrides(env: Readonly<Record<string, string | undefined>>): Overrides {
  const given = (keys: Readonly<Record<string, string>>) =>
    Object.entries(keys).flatMap(([name, key]) => {
      const value = env[name];
      return value === undefined || value === '' ? [] : [{ name, key, value }];
    });
  const settings = given(settingsKeys);
  const secrets = given(secretKeys);
  const onto = (file: unknown, values: typeof settings) =>
    values.reduce(
      (object, { key, value }) => withKey(object, key.split('.'), key === 'ami.port' ? toNumber(value) : value),
      file,
    );
  return {
    ontoSettings: (file) => onto(file, settings),
    ontoSecrets: (file) => onto(file, secrets),
    nameOf: (key) => [...settings, ...secrets].find((entry) => entry.key === key)?.name ?? null,
  };
}

const toNumber = (text: string): number | string => (/^\d+$/.test(text) ? Number(text) : text);

function withKey(object: unknown, path: readonly string[], value: unknown): unknown {
  const [head, ...rest] = path;
  if (head === undefined) return value;
  const fields = object !== null && typeof object === 'object' ? object : {};
  const inner: unknown = Object.entries(fields).find(([name]) => name === head)?.[1];
  return { ...fields, [head]: withKey(inner, rest, value) };
}
