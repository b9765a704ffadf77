/**
 * Where menus and hints are put: into the page's main part, so that all that can be read lies within a landmark.
 * Above an open dialog they stay at the end of the body, as the page itself is then hidden from screen readers.
 */
export function floatsIn() {
  if (typeof document === 'undefined' || document.querySelector('[role=dialog][data-state=open]'))
    return undefined
  return document.querySelector('main')
}
