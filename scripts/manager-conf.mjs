#!/usr/bin/env node
// @ts-check
/** npm run manager-conf -- --agent 1014: prints a desk's section of Asterisk's manager.conf. */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { onInstalledNode } from './lib/node-modules.mjs';

await onInstalledNode(import.meta.url);
const { eventsRead } = await import('../main/app/translate/events-read.ts');
const { faultOfManagerUser, managerConf } = await import('../main/ami/manager-conf.ts');

const help = `npm run manager-conf -- --agent 1014 [options]

Prints the section of manager.conf for one desk: the least it needs, and in comments what a stolen secret would allow.
  --transfers        it may park, transfer and hang up calls (class call)
  --queues           it may join, leave and pause in queues (class agent)
  --originate        it may begin calls (class originate)
  --user-events      it may tell other desks, and hears them (class user)
  --permit NETWORK   where it may come from, as 192.0.2.0/24; may be repeated
  --secret TEXT      its secret; one is made up unless given
  --syntax old|new   of eventfilter; new is for 18.26, 20.11, 21.6, 22.1 and later (default: old, which all read)
  --all-events       no eventfilter`;

/** @param {string} message @returns {never} */
const refuse = (message) => {
  console.error(`${message}\n\n${help}`);
  return process.exit(2);
};
const flag = /** @type {const} */ ({ type: 'boolean', default: false });
const { values } = parseArgs({
  options: {
    ...{ agent: { type: 'string' }, secret: { type: 'string' }, syntax: { type: 'string', default: 'old' } },
    ...{ permit: { type: 'string', multiple: true, default: [] }, transfers: flag, queues: flag, originate: flag },
    ...{ 'user-events': flag, 'all-events': flag, help: { type: 'boolean', short: 'h', default: false } },
  },
});
if (values.help) {
  console.log(help);
  process.exit(0);
}
if (values.agent === undefined) refuse('--agent EXTENSION is missing');
if (values.syntax !== 'old' && values.syntax !== 'new') refuse(`--syntax expects old or new, not "${values.syntax}"`);
const user = {
  username: `agent${values.agent}`,
  secret: values.secret ?? randomBytes(18).toString('base64url'),
  permit: values.permit,
  events: values['all-events'] ? null : eventsRead,
  syntax: /** @type {'old' | 'new'} */ (values.syntax),
  ...{ transfers: values.transfers, queues: values.queues, originate: values.originate },
  userEvents: values['user-events'],
};
const fault = faultOfManagerUser(user);
if (fault !== null) refuse(fault);
console.log(managerConf(user));
