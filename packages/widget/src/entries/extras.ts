export { isRolledOut } from '@tillside/rules';
export { extras } from '@tillside/rules/extras';
