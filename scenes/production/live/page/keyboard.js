// Keys, wherever they are not needed by what has the focus.

const FIELDS = "input:not([type=range], [type=checkbox]), select, textarea";
const MOVING = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"];

function isTaken(key, element) {
  if (element.matches(FIELDS) || element.closest("dialog")) return true;
  if (element.matches("input[type=range], pre")) return MOVING.includes(key);
  return key === " " && element.matches("button, input, summary");
}

// `actions` has a function for each key; those with shift are called shift+key.
export function listen(actions) {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTaken(event.key, event.target)) return;
    const name = event.shiftKey && event.key.startsWith("Arrow") ? `shift+${event.key}` : event.key;
    if (!(name in actions)) return;
    event.preventDefault();
    actions[name]();
  });
}
