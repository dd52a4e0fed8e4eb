/** Whether the page is too narrow for panes beside the editors; the same width as in style.css. */
export function isPhone() {
  return matchMedia('(max-width: 700px)').matches;
}
