/** The password of everybody in the demo. It is public: no account outside the demo may have it. */
export const demoPassword = 'tillside-demo';
