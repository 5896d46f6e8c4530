/** What is said of files before they are sent, in English. */
export const uploadsStrings = {
  files: 'Files to send',
  remove: 'Remove {name}',
  uploading: 'Sending {name}',
  tooLarge: '{name} is larger than {size}.',
  wrongKind: '{name}: this kind of file cannot be sent here.',
  notUploaded: '{name} was not sent.',
};
