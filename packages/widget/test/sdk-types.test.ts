import type * as wire from '@tillside/protocol';
import { describe, expectTypeOf, it } from 'vitest';
import type { Availability, EngagementState } from '../src/sdk/types.ts';

/** The SDK's types stand alone, because the npm package has no types but its own. A difference is an error of `tsc`. */
describe('what the SDK says by hand', () => {
  it('[SD8] is what the protocol says', () => {
    expectTypeOf<Availability>().toEqualTypeOf<wire.Availability>();
    expectTypeOf<EngagementState>().toEqualTypeOf<wire.EngagementState>();
  });
});
