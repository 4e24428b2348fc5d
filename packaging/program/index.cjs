// @ts-check
'use strict';
/** Where a package begins: the program lies packed beside this file (scripts/lib/packed.mjs), and runs in its place. */
const { readFileSync } = require('node:fs');
const { compileFunction } = require('node:vm');
const { gunzipSync } = require('node:zlib');

const program = gunzipSync(readFileSync(`${__filename}.gz`)).toString();
// What Node gives a file of CommonJS, under this one's name.
const given = { exports, require, module, __filename, __dirname };
const begin = /** @type {(...given: unknown[]) => void} */ (
  compileFunction(program, Object.keys(given), { filename: __filename })
);
begin(...Object.values(given));
