/** Looks like an address that a letter may reach; the relay looks closer. */
export const isEmail = (text: string): boolean => /^[\w.+-]+@[\w-]+(\.[\w-]+)*\.[a-z]{2,}$/i.test(text.trim());
