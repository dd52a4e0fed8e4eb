// GraphiQL's sidebar keeps the width and the visibility of the panes; its state is reachable through its buttons only.

/** Opens the pane with this title. */
export function openPane(title) {
  document.querySelector(`.graphiql-sidebar button[aria-label="Show ${title}"]`)?.click();
}

/** Closes the open pane. */
export function closePane() {
  document.querySelector('.graphiql-sidebar button.active')?.click();
}
