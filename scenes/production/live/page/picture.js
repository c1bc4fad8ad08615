// The picture: asked for frame by frame, and painted as it comes.

const MOST_UNANSWERED = 2;
const HEADER = 16; // bytes

export class Picture {
  // `send` asks for a frame by its serial number; `painted` hears of each that has come.
  constructor(canvas, { send, painted }) {
    Object.assign(this, { canvas, send, painted });
    this.context = canvas.getContext("2d", { alpha: false });
    this.serial = 0;
    this.forget();
  }

  // Nothing that was asked for is of use any more.
  forget() {
    this.unanswered = new Set();
    this.forgotten = this.serial;
    this.asked = null;
    this.wanted = null;
  }

  // What was asked for may not come, and is not asked for again.
  fail() {
    this.unanswered.clear();
  }

  // Show a frame as soon as it can be. One that is waited for, for the lesson has not been stepped through
  // so far yet, gives way to the next, and keeps none from being asked for.
  want(frame, isDrawable) {
    this.wanted = { frame, isDrawable };
    if (frame === this.asked || this.unanswered.size >= MOST_UNANSWERED) return;
    this.serial += 1;
    this.asked = frame;
    if (isDrawable) this.unanswered.add(this.serial);
    this.send({ serial: this.serial, frame });
  }

  receive(buffer) {
    const [serial, frame, width, height] = new Uint32Array(buffer, 0, 4);
    if (serial <= this.forgotten) return;
    for (const each of this.unanswered) if (each <= serial) this.unanswered.delete(each);
    if (this.canvas.width !== width || this.canvas.height !== height)
      Object.assign(this.canvas, { width, height });
    this.context.putImageData(new ImageData(new Uint8ClampedArray(buffer, HEADER), width, height), 0, 0);
    this.canvas.dataset.frame = frame;
    this.painted();
    if (this.wanted) this.want(this.wanted.frame, this.wanted.isDrawable);
  }
}
