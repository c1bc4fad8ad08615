// Numbers on a slider, even or logarithmic, and as they are written in Python.

const STEPS = 1000; // places of a logarithmic slider

export class Scale {
  constructor({ low, high, step, is_logarithmic, isWhole = false }) {
    Object.assign(this, { low, high, step, isWhole });
    this.isLogarithmic = is_logarithmic && low > 0;
  }

  get attributes() {
    const { low, high, step } = this;
    if (this.isLogarithmic) return { min: 0, max: STEPS, step: 1 };
    return { min: low, max: high, step: this.isWhole ? Math.max(1, Math.round(step)) : step };
  }

  // Where a number stands on the slider.
  place(number) {
    if (!this.isLogarithmic) return number;
    const bounded = Math.max(this.low, Math.min(number, this.high));
    return Math.round((STEPS * Math.log(bounded / this.low)) / Math.log(this.high / this.low));
  }

  // The place of a slider that is nearest to a number.
  nearest(number) {
    const { min, max, step } = this.attributes;
    const steps = Math.round((this.place(number) - min) / step);
    return Math.max(min, Math.min(min + steps * step, max));
  }

  // The number at a place, as Python writes it.
  source(place) {
    if (this.isWhole) return String(Math.round(place));
    const number = this.isLogarithmic ? this.low * (this.high / this.low) ** (place / STEPS) : Number(place);
    return pythonFloat(Number(number.toPrecision(this.isLogarithmic ? 3 : 10)));
  }
}

export function pythonFloat(number) {
  const text = String(number);
  return /[.e]/.test(text) ? text : `${text}.0`;
}
