import { z } from 'zod';
import { playbookFile } from '../playbook.ts';
import { conditionDefinitions } from './conditions.ts';
import type { JsonSchema } from './types.ts';

/**
 * The playbook's schema for editors: JSON Schema, draft 2020-12. It knows every name and range; what only shows when parts are seen together
 * (shares that are 100, experiments that exist, time zones, expressions that are quick) is told when the playbook is linted or published.
 */
export function playbookJsonSchema(): JsonSchema {
  const { $defs, ...schema } = z.toJSONSchema(playbookFile, {
    io: 'input',
    unrepresentable: 'any',
    // Names with their meanings stand in `oneOf`; the bare list beside them would say it twice.
    override: ({ jsonSchema }) => {
      if (jsonSchema.oneOf) delete jsonSchema.enum;
    },
  });
  return {
    ...schema,
    title: 'A Tillside playbook',
    description: 'When, where, to whom and with what words a shop invites its visitors to talk. See docs/rules.md.',
    $defs: { ...$defs, ...conditionDefinitions() },
  };
}
