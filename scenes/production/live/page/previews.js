// Pictures while a knob is dragged: at the pace at which they come, and always of the newest values.

const MOST_AT_ONCE = 2; // which the server draws at the same time

export class Previews {
  // `send` asks for a picture of a frame with the present values, and returns its serial number.
  constructor(send) {
    this.send = send;
    this.end();
  }

  // The picture is that of the lesson again; what is still to come is of no use.
  end() {
    Object.assign(this, { isOn: false, frame: null, wanted: null, unanswered: new Set() });
  }

  // The values have changed.
  turned() {
    this.isOn = true;
    this.frame = null;
  }

  // Show a frame with the present values.
  want(frame) {
    this.wanted = frame === this.frame ? null : frame;
    this.go();
  }

  go() {
    if (this.wanted == null || this.unanswered.size >= MOST_AT_ONCE) return;
    this.frame = this.wanted;
    this.wanted = null;
    this.unanswered.add(this.send(this.frame));
  }

  // A picture has come, or does not.
  answered(serial) {
    if (this.unanswered.delete(serial)) this.go();
  }
}
