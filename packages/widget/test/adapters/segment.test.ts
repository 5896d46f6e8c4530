import { journeySuite } from './journey-suite.ts';
import { rudder, segment } from './platforms/segment.ts';

journeySuite('Segment', segment);
journeySuite('RudderStack', rudder);
