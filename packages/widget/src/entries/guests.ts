export { findGuests } from '../guests/guests.ts';
