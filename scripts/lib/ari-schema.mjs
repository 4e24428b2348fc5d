// @ts-check
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {{ readonly type: string, readonly required?: boolean }} Property
 * @typedef {{ readonly name: string, readonly paramType: string, readonly dataType: string, readonly required?: boolean, readonly allowMultiple?: boolean }} Parameter
 * @typedef {{ readonly key: string, readonly answer: string, readonly parameters: readonly Parameter[] }} Operation
 * @typedef {{ readonly path: string, readonly operations: readonly { readonly httpMethod: string, readonly responseClass: string, readonly parameters?: readonly Parameter[] }[] }} Api
 * @typedef {{ readonly apis: readonly Api[], readonly models?: Readonly<Record<string, { readonly properties?: Readonly<Record<string, Property>>, readonly subTypes?: readonly string[] }>> }} Document
 * @typedef {{ readonly models: ReadonlyMap<string, Readonly<Record<string, Property>>>, readonly events: readonly string[], readonly operations: ReadonlyMap<string, Operation> }} Resources
 */

/** Not for a desk: the PBX's own modules, configuration and log files, its sounds, and mailboxes nobody has (res_mwi_external). */
const leftOut = /^\/(asterisk\/(config|modules|logging)|sounds|mailboxes|events$)|\/file$/;

/**
 * Without these a thing is none; whatever else is missing is taken for empty, which is how Asterisk itself writes what it
 * does not know. Later 16s added fields that both versions here call required (protocol_id, app_name, creationtime …).
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const identity = {
  Channel: ['id', 'name', 'state'],
  Bridge: ['id'],
  Endpoint: ['technology', 'resource'],
  DeviceState: ['name', 'state'],
  Application: ['name'],
  Playback: ['id'],
  LiveRecording: ['name'],
  StoredRecording: ['name'],
  Variable: ['value'],
  RESTResponse: ['request_id', 'status_code'],
};

/**
 * What one Asterisk says of its ARI.
 * @param {string} folder usr/share/asterisk/rest-api of an unpacked or installed Asterisk
 * @returns {Resources}
 */
export function readResources(folder) {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.json') && name !== 'resources.json')
    .toSorted();
  const documents = files.map((name) => /** @type {Document} */ (JSON.parse(readFileSync(join(folder, name), 'utf8'))));
  /** @type {Map<string, Readonly<Record<string, Property>>>} */
  const models = new Map();
  /** @type {Map<string, Operation>} */
  const operations = new Map();
  for (const { models: found = {}, apis } of documents) {
    for (const [name, { properties = {} }] of Object.entries(found)) models.set(name, properties);
    for (const { path, operations: all } of apis) {
      if (leftOut.test(path)) continue;
      for (const { httpMethod, responseClass, parameters = [] } of all) {
        const key = `${httpMethod} ${path}`;
        operations.set(key, { key, answer: responseClass, parameters });
      }
    }
  }
  const events = documents.flatMap((document) => document.models?.['Event']?.subTypes ?? []);
  return { models, events, operations };
}

/** What must be sorted before it, since it is used in it. @param {Readonly<Record<string, Property>>} properties */
const usedIn = (properties) => Object.values(properties).map(({ type }) => innerOf(type));

/** @param {string} type */
const innerOf = (type) => /^List\[(.*)\]$/.exec(type)?.[1] ?? type;

/** @type {Readonly<Record<string, readonly [whenRequired: string, otherwise: string]>>} */
const words = {
  string: ['text', 'string'],
  Date: ['text', 'string'],
  int: ['count', 'number'],
  long: ['count', 'number'],
  double: ['count', 'number'],
  boolean: ['flag', 'boolean'],
  object: ['fields', 'object'],
  containers: ['fields', 'object'],
  'List[string]': ['texts', 'strings'],
  'List[object]': ['lists', 'objects'],
};

/** The schema of a field's type. @param {string} type @returns {string} */
const schemaOf = (type) => {
  const word = words[type]?.[1];
  if (word !== undefined) return word;
  const inner = innerOf(type);
  return inner === type ? type : `list(${schemaOf(inner)})`;
};

/**
 * Whether there is something it cannot be without.
 * @param {string} name @param {Resources['models']} models
 * @returns {boolean}
 */
const hasIdentity = (name, models) =>
  identity[name] !== undefined ||
  Object.values(models.get(name) ?? {}).some(({ type, required }) => required === true && hasIdentity(type, models));

/**
 * @param {string} model @param {string} name @param {Property} property @param {Resources['models']} models
 * @returns {string}
 */
function fieldOf(model, name, { type, required = false }, models) {
  const schema = schemaOf(type);
  if (!required) return `${name}: maybe(${schema})`;
  if (identity[model]?.includes(name) === true || hasIdentity(type, models)) return `${name}: ${schema}`;
  if (words[type] !== undefined) return `${name}: ${words[type][0]}`;
  return `${name}: ${innerOf(type) === type ? `${schema}.prefault({})` : `${schema}.default([])`}`;
}

/** A model's fields, those only 22 has marked. @param {string} name @param {Resources} old @param {Resources} young */
function fieldsOf(name, old, young) {
  const before = old.models.get(name);
  return Object.entries(young.models.get(name) ?? {})
    .map(([field, property]) => {
      const isNew = before !== undefined && !(field in before);
      return isNew ? `${field}: in22(${schemaOf(property.type)})` : fieldOf(name, field, property, young.models);
    })
    .join(', ');
}

/** Every model the names use, what is used first. @param {readonly string[]} names @param {Resources} resources */
function withUsed(names, { models }) {
  /** @type {Set<string>} */
  const sorted = new Set();
  /** @param {string} name */
  const add = (name) => {
    const properties = models.get(name);
    if (properties === undefined || sorted.has(name)) return;
    for (const used of usedIn(properties)) add(used);
    sorted.add(name);
  };
  for (const name of names) add(name);
  return [...sorted];
}

const heading =
  '// Made by `npm run ari-schema` from what Asterisk 16.28 and 22.10 say of their own ARI (rest-api/*.json). Not to be edited.\n';

/** @param {string} text @param {readonly string[]} names */
const usedOf = (text, names) => names.filter((name) => new RegExp(`\\b${name}\\b`).test(text));

/** @param {string} text @param {string} from @param {readonly string[]} names */
const importOf = (text, from, names) => `import { ${usedOf(text, names).join(', ')} } from '${from}';\n`;

const vocabulary = [
  ...['boolean', 'count', 'event', 'fields', 'flag', 'in22', 'list', 'lists', 'maybe', 'model', 'nothing', 'number'],
  ...['object', 'objects', 'operation', 'string', 'strings', 'text', 'texts'],
];

/**
 * The files of main/ari/generated, by name; not formatted yet.
 * @param {Resources} old @param {Resources} young
 * @returns {Readonly<Record<'models.ts' | 'events.ts' | 'operations.ts', string>>}
 */
export function schemaFiles(old, young) {
  const answers = [...young.operations.values()].map(({ answer }) => innerOf(answer));
  const inEvents = young.events.flatMap((name) => usedIn(young.models.get(name) ?? {}));
  const names = withUsed([...inEvents, ...answers], young);
  const models = names.map((name) => `export const ${name} = model({ ${fieldsOf(name, old, young)} });\n`).join('');
  const events = inSections(
    young.events.toSorted(),
    (name) => old.events.includes(name),
    (name) => {
      return `  ${name}: event({ ${fieldsOf(name, old, young)} }),\n`;
    },
  );
  const keys = [...young.operations.keys()];
  const operations = inSections(
    keys,
    (key) => old.operations.has(key),
    (key) => operationOf(key, old, young),
  );
  const [eventTable, operationTable] = [
    `export const events = {\n${events}};\n`,
    `export const operations = {\n${operations}};\n`,
  ];
  return {
    'models.ts': `${heading}${importOf(models, '../schema-words.ts', vocabulary)}${models}`,
    'events.ts': `${heading}${importOf(eventTable, '../schema-words.ts', vocabulary)}${importOf(eventTable, './models.ts', names)}${eventTable}`,
    'operations.ts': `${heading}import type { In22, Several } from '../schema-words.ts';\n${importOf(operationTable, '../schema-words.ts', ['list', 'nothing', 'operation'])}${importOf(operationTable, './models.ts', names)}${operationTable}`,
  };
}

/**
 * First what both versions have, then what only 22 has.
 * @param {readonly string[]} names @param {(name: string) => boolean} isInBoth @param {(name: string) => string} write
 */
function inSections(names, isInBoth, write) {
  const both = names.filter(isInBoth).map(write).join('');
  const only22 = names.filter((name) => !isInBoth(name));
  return `${both}  // Only 22 has these.\n${only22.map(write).join('')}`;
}

/** @param {string} key @param {Resources} old @param {Resources} young */
function operationOf(key, old, young) {
  const { answer = 'void', parameters = [] } = young.operations.get(key) ?? {};
  const before = old.operations.get(key);
  const given = parameters.map((parameter) => {
    const then = before?.parameters.find(({ name }) => name === parameter.name);
    const isBody = parameter.paramType === 'body';
    const required = parameter.paramType === 'path' || parameter.required === true || then?.required === true;
    const bare = typeOf(parameter);
    const type = before !== undefined && then === undefined ? `In22<${bare}>` : bare;
    return `${isBody ? 'json' : parameter.name}${required ? '' : '?'}: ${type}`;
  });
  const schema = answer === 'void' ? 'nothing' : schemaOf(answer);
  const type = given.length === 0 ? '' : `<{ ${given.join('; ')} }>`;
  return `  '${key}': operation${type}()(${schema}),\n`;
}

/** What a caller gives for a parameter. @param {Parameter} parameter */
function typeOf({ paramType, dataType, allowMultiple = false }) {
  if (paramType === 'body') return 'object';
  if (allowMultiple) return 'Several';
  if (dataType === 'boolean') return 'boolean';
  return ['int', 'long', 'double'].includes(dataType) ? 'number' : 'string';
}
