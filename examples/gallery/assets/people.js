/** Who sells at Halden: two with a picture of their own, one with initials. */
const PEOPLE = '/shop/people';
export const mara = { id: 'rep_mara', name: 'Mara', picture: `${PEOPLE}/mara.svg` };
export const theo = { id: 'rep_theo', name: 'Theo', picture: `${PEOPLE}/theo.svg` };
export const amara = { id: 'rep_amara', name: 'Amara' };
