// The picture: asked for frame by frame, and painted as it comes.

const MOST_UNANSWERED = 2;
const HEADER = 12; // bytes

export class Picture {
  // `send` asks for a frame by a serial number; `came` hears of each picture, by that, once it is unpacked.
  constructor(canvas, { send, came }) {
    Object.assign(this, { canvas, send, came, serial: 0, painted: 0, areas: [] });
    this.context = canvas.getContext("2d", { alpha: false });
    this.context.fillStyle = getComputedStyle(canvas).backgroundColor; // until there is a picture
    this.context.fillRect(0, 0, canvas.width, canvas.height);
    this.forget();
  }

  // Nothing that was asked for is of use any more.
  forget() {
    this.unanswered = new Set();
    this.forgotten = this.serial;
    this.asked = null;
    this.wanted = null;
  }

  get isPainted() {
    return "frame" in this.canvas.dataset;
  }

  // There is no picture: none of another lesson is to stand for it.
  clear() {
    delete this.canvas.dataset.frame;
    this.areas = [];
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
    this.asked = frame;
    const serial = this.next();
    if (isDrawable) this.unanswered.add(serial);
    this.send({ serial, frame });
  }

  // Return the number of a picture that comes without being wanted here.
  next() {
    this.serial += 1;
    return this.serial;
  }

  async receive(buffer) {
    const [serial, frame, length] = new Uint32Array(buffer, 0, 3);
    if (serial <= this.forgotten) return;
    for (const each of this.unanswered) if (each <= serial) this.unanswered.delete(each);
    if (this.wanted) this.want(this.wanted.frame, this.wanted.isDrawable);
    const areas = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, HEADER, length)));
    const png = new Blob([new Uint8Array(buffer, HEADER + length)], { type: "image/png" });
    this.paint(serial, frame, areas, await createImageBitmap(png));
    this.came(serial);
  }

  paint(serial, frame, areas, bitmap) {
    if (serial <= Math.max(this.painted, this.forgotten)) return; // it was unpacked too late
    this.painted = serial;
    const { width, height } = bitmap;
    if (this.canvas.width !== width || this.canvas.height !== height)
      Object.assign(this.canvas, { width, height });
    this.context.drawImage(bitmap, 0, 0);
    bitmap.close();
    this.canvas.dataset.frame = frame;
    this.areas = areas;
  }
}
