// Values on their way to the server: at the pace at which pictures come, and always the newest.

export class Turns {
  // `send` sends the present values.
  constructor(send) {
    this.send = send;
    this.open();
  }

  // Nothing is on its way.
  open() {
    Object.assign(this, { isWaiting: false, hasBegun: false, isDue: false });
  }

  // Values have changed; if they are meant in the end, no picture of those before is waited for.
  turned(isFinal) {
    this.isDue = true;
    if (isFinal || !this.isWaiting) this.go();
  }

  go() {
    Object.assign(this, { isWaiting: true, hasBegun: false, isDue: false });
    this.send();
  }

  begun() {
    this.hasBegun = true;
  }

  // A picture has come, or none will.
  settled() {
    if (!this.hasBegun) return;
    Object.assign(this, { isWaiting: false, hasBegun: false });
    if (this.isDue) this.go();
  }
}
