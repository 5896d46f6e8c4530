import { describeBus, describeConversations, describeVisitors } from '../../packages/relay/test/contracts/index.ts';
import { openPlainStore } from './store/plain.ts';

// A simulation proves as much as its store is one: it keeps the promises that both real ones keep.
describeConversations('the simulation’s store', openPlainStore);
describeVisitors('the simulation’s store', openPlainStore);
describeBus('the simulation’s store', openPlainStore);
