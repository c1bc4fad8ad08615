// The connection to the notebook's kernel: messages of the widget in whose frame the page is.

export class Socket {
  static LOST = "no answer: the kernel is at work, or the cell has to be run again";

  // As that of the server's page.
  constructor({ heard, seen, changed }) {
    Object.assign(this, { heard, seen, changed, isOpen: false });
    this.model = frameElement.model;
    this.page = String(Math.random()); // there may be several, and the newest is answered
    const hears = {
      "msg:custom": (message, buffers) => this.hear(message, buffers),
      comm_live_update: () => this.turn(false), // the kernel has gone
    };
    for (const [name, hear] of Object.entries(hears)) this.model.on(name, hear);
    addEventListener("pagehide", () => {
      for (const [name, hear] of Object.entries(hears)) this.model.off(name, hear);
      this.say("close");
    });
    this.say("open");
  }

  turn(isOpen) {
    if (isOpen === this.isOpen) return;
    this.isOpen = isOpen;
    this.changed(isOpen);
  }

  hear({ page, text }, [picture]) {
    this.turn(page === this.page);
    if (!this.isOpen) return;
    if (text) this.heard(JSON.parse(text));
    else this.seen(picture.buffer.slice(picture.byteOffset, picture.byteOffset + picture.byteLength));
  }

  say(says, fields = {}) {
    this.model.send({ page: this.page, says, ...fields });
  }

  send(ask, fields = {}) {
    if (this.isOpen) this.say("ask", { text: JSON.stringify({ ask, ...fields }) });
  }
}
