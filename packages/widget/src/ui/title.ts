/** Says in the tab's title what came while nobody looked; gone, and the page's title as it was, when somebody does. */
export function createTitle(signal: AbortSignal): (unread: number) => void {
  let mark = '';
  let count = 0;
  const show = (): void => {
    const { title } = document;
    const bare = title.startsWith(mark) ? title.slice(mark.length) : title;
    mark = document.hidden && count ? `(${count}) ` : '';
    if (mark + bare !== title) document.title = mark + bare;
  };
  document.addEventListener('visibilitychange', show, { signal });
  return (unread) => {
    count = unread;
    show();
  };
}
