import { calls, gtags, objects, texts } from './platforms/data-layer.ts';
import { journeySuite } from './journey-suite.ts';

journeySuite('a dataLayer of objects', objects);
journeySuite('a dataLayer of gtag’s arguments', gtags);
journeySuite('a dataLayer with amounts as texts', texts);
journeySuite('plain track()', calls);
