export const shell = {
  product: 'Tillside',
  views: 'Views',
  desk: 'Desk',
  activity: 'Activity',
  carts: 'Saved carts',
  account: 'Account',
  palette: 'Search and commands',
  search: 'Search',
  shortcuts: 'Keyboard shortcuts',
  signOut: 'Sign out',
  stillIn: 'You are still signed in: the relay did not answer. Try again.',
  theme: 'Appearance',
  themeAuto: 'As the system',
  themeLight: 'Light',
  themeDark: 'Dark',
  playRing: 'Play the ring once',
  skip: 'Skip to the main part',
  close: 'Close',
  back: 'Back',
  cancel: 'Cancel',
  loading: 'Loading',
  retry: 'Try again',
  broken: 'This part of the console broke',
  brokenHint:
    'The rest goes on working, and what you wrote is kept. If trying again does not help, load the page anew.',
  copy: 'Copy',
  copied: 'Copied',
} as const;

export const status = {
  label: 'Your status',
  available: 'Available',
  away: 'Away',
  offline: 'Offline',
  availableMeans: 'Shoppers may be invited while you have room.',
  availableFull: 'You are at capacity: no one is invited until you have room again.',
  awayMeans: 'Shoppers are not invited. Your open conversations stay with you.',
  changing: 'Changing your status',
  failed: 'Your status could not be changed: {reason}',
  load: '{load} of {capacity} conversations',
} as const;

export const link = {
  connecting: 'Connecting',
  again: 'Connecting again. What you write is kept.',
  live: 'Connected',
  missing: 'A message may be missing: the connection was lost for too long to heal it. Ask the visitor if in doubt.',
} as const;

export const alerts = {
  label: 'Alerts',
  soundBlocked: 'Sound is off: you would not hear a ring.',
  soundFix: 'Turn sound on',
  soundMissing: 'This browser cannot play sound. Watch the tab title, or use another browser.',
  noticeAsk: 'Notifications are off: a ring behind another window would go unseen.',
  noticeFix: 'Allow notifications',
  noticeDenied: 'Notifications are blocked. Allow them in the site settings, left of the address.',
  noticeCheck: 'Check again',
  noticeMissing: 'This browser has no desktop notifications here. Keep this tab in sight.',
  later: 'Not now',
} as const;
