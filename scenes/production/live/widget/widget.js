// The page in a frame below a cell. FILES has the page's files by their names, and those of this folder instead of
// those that have the same name.

function addressOf(text, type) {
  return URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
}

// Modules in no folder cannot name each other by where they lie.
function addressesOfModules() {
  const modules = Object.entries(FILES).filter(([name]) => name.endsWith(".js"));
  return modules.map(([name, text]) => {
    const named = text.replaceAll(/(from "|import\(")\.\//g, "$1page/");
    return [`page/${name}`, addressOf(named, "text/javascript")];
  });
}

function wholePage(imports) {
  const page = new DOMParser().parseFromString(FILES["live.html"], "text/html");
  const made = (tag, properties) => Object.assign(page.createElement(tag), properties);
  for (const link of page.querySelectorAll("link[rel=stylesheet]"))
    link.replaceWith(made("style", { textContent: FILES[link.getAttribute("href")] }));
  page.querySelector("link[rel=icon]").remove();
  page.head.append(made("style", { textContent: FILES["widget.css"] }));
  page.head.append(made("script", { type: "importmap", textContent: JSON.stringify({ imports }) }));
  const script = page.querySelector("script[src]");
  page.head.append(made("script", { type: "module", textContent: `import "page/${script.getAttribute("src")}";` }));
  script.remove();
  return `<!doctype html>${page.documentElement.outerHTML}`;
}

// Pixels that the frame may be too high: where the notebook's scroll bar comes and goes with it, each would
// otherwise change the other without end.
const SPARE = 20;

function render({ model, el }) {
  const modules = addressesOfModules();
  const page = addressOf(wholePage(Object.fromEntries(modules)), "text/html");
  const frame = Object.assign(document.createElement("iframe"), {
    model, // which the page's socket.js finds
    src: page,
    title: "Lesson",
    allow: "fullscreen; clipboard-write",
  });
  frame.style.cssText = "display: block; width: 100%; height: 600px; border: 0; border-radius: 8px; color-scheme: dark";
  frame.addEventListener("load", () => {
    const { body } = frame.contentDocument;
    const fit = () => {
      const high = Math.ceil(body.getBoundingClientRect().height);
      if (high > frame.clientHeight || high < frame.clientHeight - SPARE) frame.style.height = `${high}px`;
    };
    new ResizeObserver(fit).observe(body);
  });
  el.append(frame);
  return () => {
    frame.remove();
    for (const address of [page, ...modules.map(([, each]) => each)]) URL.revokeObjectURL(address);
  };
}

export default { render };
