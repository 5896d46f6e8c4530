import { cards } from './cards.js';
import { conversation } from './conversation.js';
import { forms } from './forms.js';
import { invitation } from './invitation.js';
import { launcher } from './launcher.js';
import { panel } from './panel.js';

/** Everything that the widget may look like, in the order of the overview. @type {readonly import('../types.js').State[]} */
export const states = [...launcher, ...invitation, ...panel, ...conversation, ...cards, ...forms];

export const languages = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt-BR', 'pl', 'ar', 'ja'];
