/**
 * Builds what npm gets of @tillside/widget, into packages/widget/npm: modules with every part as a chunk of its own, types, package.json.
 *
 *     node scripts/build-package.ts [FOLDER]
 */
import { join, resolve } from 'node:path';
import { buildPackage } from './build/package.ts';
import { WIDGET } from './build/paths.ts';

const folder = resolve(process.argv[2] ?? join(WIDGET, 'npm'));
const files = await buildPackage(folder);
console.log(`Built the npm package in ${folder}: ${files.length} files.`);
