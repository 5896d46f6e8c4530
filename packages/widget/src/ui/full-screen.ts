/** On a phone, and in a low window, the panel takes the whole screen and the invitation is a bar. */
export const isFullScreen = (): boolean => matchMedia('(max-width:480px),(max-height:480px)').matches;
