import { isDeepStrictEqual } from 'node:util';
import { usualKeepDays, usualKeepVisitDays } from '../core/retention.ts';
import { usualFiles } from '../core/site-files.ts';
import type { Site } from '../ports/index.ts';
import type { SiteFile } from './schema.ts';

type Talk =
  | 'keepDays'
  | 'keepVisitDays'
  | 'invitationsBeforeConsent'
  | 'livePreview'
  | 'files'
  | 'preChat'
  | 'rememberUrl';

/** How people talk on this site, as the store keeps it: what is as usual is left out. */
export function talkToDirectory(file: Pick<SiteFile, Talk>): Pick<Site, Talk> {
  const { keepDays, keepVisitDays, invitationsBeforeConsent, livePreview, files, preChat, rememberUrl } = file;
  return {
    ...(keepDays === usualKeepDays ? {} : { keepDays }),
    ...(keepVisitDays === usualKeepVisitDays ? {} : { keepVisitDays }),
    ...(invitationsBeforeConsent ? { invitationsBeforeConsent } : {}),
    ...(livePreview ? { livePreview } : {}),
    ...(isDeepStrictEqual(files, usualFiles) ? {} : { files }),
    ...(preChat === undefined
      ? {}
      : {
          preChat: {
            name: preChat.name,
            email: preChat.email,
            questions: preChat.questions.map(({ text, choices, needed }) => ({
              text,
              ...(choices === undefined ? {} : { choices }),
              isNeeded: needed,
            })),
          },
        }),
    ...(rememberUrl === undefined ? {} : { rememberUrl }),
  };
}

/** The way back. */
export function talkFromDirectory(site: Pick<Site, Talk>): Pick<SiteFile, Talk> {
  const { keepDays = usualKeepDays, keepVisitDays = usualKeepVisitDays } = site;
  const { invitationsBeforeConsent = false, livePreview = false, preChat, rememberUrl } = site;
  const { files = usualFiles } = site;
  return {
    keepDays,
    keepVisitDays,
    invitationsBeforeConsent,
    livePreview,
    files: files === false ? false : { types: [...files.types], bytes: files.bytes },
    ...(preChat === undefined
      ? {}
      : {
          preChat: {
            name: preChat.name,
            email: preChat.email,
            questions: preChat.questions.map(({ isNeeded, ...question }) => ({ ...question, needed: isNeeded })),
          },
        }),
    ...(rememberUrl === undefined ? {} : { rememberUrl }),
  };
}
