// The page's address: the lesson, the frame and the values that are shown, so that loading it shows them again.

const FORM = /^#?(.*?)(?:@(\d+))?(?:\?(.*))?$/s;

export function readAddress() {
  const [, name, frame, query] = FORM.exec(location.hash);
  return { name, frame: Number(frame ?? 0), values: Object.fromEntries(new URLSearchParams(query)) };
}

export function keepInAddress(name, frame, values) {
  const query = new URLSearchParams(values).toString();
  history.replaceState(null, "", `#${name}@${frame}${query && `?${query}`}`);
}
