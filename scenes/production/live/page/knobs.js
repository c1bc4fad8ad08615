// The knobs: for each attribute of the lesson that can be turned, something to turn it by.

import { Scale, pythonFloat } from "./numbers.js";

const POINT = /^\(\s*([^,]+?)\s*,\s*([^,]+?)\s*,?\s*\)$/;

function numbersIn(source) {
  return POINT.exec(source)?.slice(1) ?? [source, source];
}

function made(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

// Each maker returns the elements that turn a knob, and a function that has them show a value.
// `turn` gets the value as Python source, and whether it is what was meant in the end.
const MAKERS = {
  number: (knob, id, turn) => numberRow(knob, { id, ariaLabel: knob.name }, turn),

  whole: (knob, id, turn) => numberRow({ ...knob, isWhole: true }, { id, ariaLabel: knob.name }, turn),

  point(knob, id, turn) {
    let parts = [];
    const turnPart = (index) => (source, isFinal) => {
      parts[index] = source;
      turn(`(${parts.join(", ")})`, isFinal);
    };
    const second = { ...knob, low: knob.low2, high: knob.high2 };
    const rows = [
      numberRow(knob, { id, ariaLabel: `${knob.name}, first` }, turnPart(0)),
      numberRow(second, { ariaLabel: `${knob.name}, second` }, turnPart(1)),
    ];
    const show = (value) => {
      parts = numbersIn(value);
      rows.forEach((row, index) => row.show(parts[index]));
    };
    return { elements: rows.flatMap((row) => row.elements), show };
  },

  choice(knob, id, turn) {
    const select = made("select", { id });
    select.append(...knob.choices.map((source) => made("option", { value: source, textContent: source })));
    select.addEventListener("change", () => turn(select.value, true));
    const show = (value) => {
      if (!knob.choices.includes(value)) select.prepend(made("option", { value, textContent: value }));
      select.value = value;
    };
    return { elements: [select], show };
  },

  some(knob, id, turn) {
    const boxes = knob.choices.map((value) => made("input", { type: "checkbox", value }));
    const labels = boxes.map((box) => made("label", {}, box, box.value.replaceAll("_", " ")));
    const group = made("div", { id, role: "group", ariaLabel: knob.name, tabIndex: -1 }, ...labels);
    group.addEventListener("change", () => {
      const names = boxes.filter(({ checked }) => checked).map((box) => JSON.stringify(box.value));
      turn(`kit.some_of(${[knob.made_of, ...names].join(", ")})`, true);
    });
    const before = `kit.some_of(${knob.made_of}`.length;
    const show = (value) => {
      const names = JSON.parse(`[${value.slice(before, -1).replace(/^, /, "")}]`);
      for (const box of boxes) box.checked = names.includes(box.value);
    };
    return { elements: [group], show };
  },

  truth(knob, id, turn) {
    const box = made("input", { id, type: "checkbox" });
    box.addEventListener("change", () => turn(box.checked ? "True" : "False", true));
    return { elements: [box], show: (value) => (box.checked = value === "True") };
  },

  text(knob, id, turn) {
    const field = made("input", { id, type: "text", spellcheck: false, autocomplete: "off" });
    field.addEventListener("change", () => turn(field.value.trim(), true));
    return { elements: [field, ...offered(field, knob.choices)], show: (value) => (field.value = value) };
  },
};
MAKERS.data = MAKERS.text;

// What else a field can hold is offered beside it.
function offered(field, choices) {
  if (!choices.length) return [];
  const list = made("datalist", { id: `${field.id}-choices` });
  list.append(...choices.map((value) => made("option", { value })));
  field.setAttribute("list", list.id);
  return [list];
}

function numberRow(knob, names, turn) {
  const scale = new Scale(knob);
  const slider = made("input", { type: "range", ariaLabel: names.ariaLabel, ...scale.attributes });
  const field = made("input", { ...names, type: "text", inputMode: "decimal", autocomplete: "off" });
  const tell = () => slider.setAttribute("aria-valuetext", field.value); // its own numbers may be of a scale
  const drag = (isFinal) => {
    field.value = scale.source(slider.valueAsNumber);
    tell();
    turn(field.value, isFinal);
  };
  slider.addEventListener("input", () => drag(false));
  slider.addEventListener("change", () => drag(true));
  field.addEventListener("change", () => {
    const number = field.value.trim() === "" ? NaN : Number(field.value);
    if (!Number.isNaN(number)) slider.value = scale.place(number);
    const isFloat = !knob.isWhole && Number.isFinite(number);
    turn(isFloat ? pythonFloat(number) : field.value.trim(), true);
  });
  const show = (value) => {
    field.value = value;
    if (value !== "" && !Number.isNaN(Number(value))) slider.value = scale.place(Number(value));
    tell();
  };
  return { elements: [slider, field, ...offered(field, knob.choices)], show };
}

export class Knobs {
  // `turned` is called when a value has changed, with whether it was meant in the end.
  constructor(form, turned) {
    Object.assign(this, { form, turned, values: {}, told: "[]", rows: new Map() });
    form.addEventListener("submit", (event) => event.preventDefault());
  }

  // Another lesson, with values that are not its own.
  open(values) {
    this.values = { ...values };
    this.rows = new Map();
    this.hear([]);
  }

  hear(knobs) {
    const told = JSON.stringify(knobs);
    if (told === this.told) return; // what is being turned stays under the hand
    this.told = told;
    const isSettled = this.settle(knobs);
    this.rows = new Map(knobs.map((knob) => [knob.name, this.row(knob)]));
    const focused = document.activeElement?.id;
    this.form.replaceChildren(...[...this.rows.values()].map(({ element }) => element));
    if (focused) this.form.querySelector(`#${CSS.escape(focused)}`)?.focus();
    if (isSettled) this.turned(true);
  }

  // Forget the values that the code says by now, and those of attributes that it no longer has. What it never
  // had is left to be refused: it came by the address.
  settle(knobs) {
    const own = new Map(knobs.map(({ name, value }) => [name, value]));
    const settled = Object.entries(this.values).filter(
      ([name, value]) => value === own.get(name) || (this.rows.has(name) && !own.has(name)),
    );
    for (const [name] of settled) delete this.values[name];
    return settled.length > 0;
  }

  get isTurned() {
    return Object.keys(this.values).length > 0;
  }

  // Turn all of them at once: those that are not named are the lesson's own again.
  turnTo(values) {
    if (JSON.stringify(values) === JSON.stringify(this.values)) return;
    this.values = { ...values };
    for (const [name, { knob, show, back }] of this.rows) {
      show(values[name] ?? knob.value);
      back.hidden = !(name in values);
    }
    this.turned(true);
  }

  row(knob) {
    const id = `knob-${knob.name}`;
    const { elements, show } = MAKERS[knob.kind](knob, id, (source, isFinal) => this.turn(knob, source, isFinal));
    const back = made("button", { type: "button", className: "quiet back" });
    back.append(made("span", { textContent: `code says ${knob.value}` }), "↺");
    back.title = back.ariaLabel = `${knob.name} back to ${knob.value}, as the code says`;
    back.addEventListener("click", () => {
      show(knob.value);
      this.turn(knob, knob.value, true);
      elements[0].focus();
    });
    const label = made("label", { htmlFor: id, textContent: knob.name.replaceAll("_", " ") });
    const element = made("div", { className: `knob ${knob.kind}` }, label, back);
    element.append(made("div", { className: "turned-by" }, ...elements));
    if (knob.told) element.append(made("p", { className: "told", textContent: knob.told }));
    show(this.values[knob.name] ?? knob.value);
    back.hidden = !(knob.name in this.values);
    return { knob, element, back, show };
  }

  // What a knob says once some of its numbers are others, as near as its sliders can go; null if it has no such.
  withNumbers(name, numbers) {
    const knob = this.rows.get(name)?.knob;
    if (!["number", "point"].includes(knob?.kind)) return null;
    const parts = numbersIn(this.values[name] ?? knob.value);
    const scales = [new Scale(knob), new Scale({ ...knob, low: knob.low2, high: knob.high2 })];
    for (const [index, number] of numbers) parts[index] = scales[index].source(scales[index].nearest(number));
    return knob.kind === "point" ? `(${parts.join(", ")})` : parts[0];
  }

  // Turn a knob from elsewhere than its row.
  put(name, source, isFinal) {
    const { knob, show } = this.rows.get(name);
    show(source);
    this.turn(knob, source, isFinal);
  }

  turn(knob, source, isFinal) {
    if (source === knob.value) delete this.values[knob.name];
    else this.values[knob.name] = source;
    this.rows.get(knob.name).back.hidden = !(knob.name in this.values);
    this.turned(isFinal);
  }
}
