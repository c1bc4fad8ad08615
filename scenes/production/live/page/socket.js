// The connection to the server: opened again and again, until it answers.

const PAUSE = 1000; // milliseconds between two tries
const LONGEST = 20_000; // letters of what is asked: the server closes the connection if it is much more

export class Socket {
  static LOST = "no connection: is lecture live still running?";

  // `heard` gets each message, `seen` each picture, `changed` whether the connection stands.
  constructor({ heard, seen, changed }) {
    Object.assign(this, { heard, seen, changed });
    this.open();
  }

  open() {
    const socket = new WebSocket(`ws://${location.host}/socket`);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      this.socket = socket;
      this.changed(true);
    };
    socket.onmessage = ({ data }) =>
      typeof data === "string" ? this.heard(JSON.parse(data)) : this.seen(data);
    socket.onclose = () => {
      this.socket = null;
      this.changed(false);
      setTimeout(() => this.open(), PAUSE);
    };
  }

  send(ask, fields = {}) {
    const text = JSON.stringify({ ask, ...fields });
    if (text.length > LONGEST) this.heard({ tell: "unsent", reason: "that is too long", place: "", log: "" });
    else if (this.socket) this.socket.send(text);
  }
}
