/** @typedef {import('../types.js').State} State */

/** The panel before anything was said. @type {readonly State[]} */
export const panel = [
  { name: 'panel-now', group: 'Panel', title: 'Somebody is there', shows: 'panel' },
  {
    name: 'panel-soon',
    group: 'Panel',
    title: 'All are busy',
    shows: 'panel',
    boot: { availability: 'soon' },
  },
  {
    name: 'panel-none',
    group: 'Panel',
    title: 'Nobody is there',
    shows: 'panel',
    boot: { availability: 'none' },
  },
];
