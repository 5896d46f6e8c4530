import { startFrame } from './frame.js';

/** A page with nothing of its own to do. */
startFrame();
