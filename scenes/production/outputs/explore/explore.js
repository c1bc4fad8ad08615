"use strict";
const { sliders, films, cannot } = JSON.parse(document.getElementById("told").textContent);
const ids = ["play", "restart", "caption", "moment"];
const [play, restart, caption, bar] = ids.map(id => document.getElementById(id));

// Two videos lie one on the other: while one is shown, the other is brought to that moment of the next film.
let [shown, hidden] = document.querySelectorAll("video");
let state = "paused"; // or "playing", or "ended": then it plays on as soon as a longer film is shown
let onStage = null; // the number of the film that is shown
let moment = 0; // of the film, in seconds
let stands = false; // whether the shown film is over by then: it stands on its last picture
let isChanging = false;
let lead = 0; // seconds from a change's begin to its end, as it was the last time
let jumps = 0; // how often another moment was gone to
let isHeld = false; // the bar, by a finger or the mouse: the film stands meanwhile

const inputs = sliders.map(makeSlider);
document.getElementById("page").style.setProperty("--sliders", inputs.length);

function makeSlider({ name, values, start }) {
  const tags = ["label", "span", "output", "input"];
  const [label, words, value, input] = tags.map(tag => document.createElement(tag));
  Object.assign(input, { type: "range", min: 0, max: values.length - 1, value: start });
  input.setAttribute("aria-label", name);
  words.textContent = name;
  const tell = () => {
    value.textContent = values[input.value];
    input.setAttribute("aria-valuetext", values[input.value]);
  };
  tell();
  input.addEventListener("input", () => {
    tell();
    change();
  });
  label.append(words, value, input);
  document.getElementById("sliders").append(label);
  return input;
}

/** Return the number of the film that the sliders ask for. */
function wanted() {
  return inputs.reduce((number, input) => number * (Number(input.max) + 1) + Number(input.value), 0);
}

/** Return the middle of a film's last picture, in seconds. */
function lastPicture(number) {
  return films[number].seconds - films[number].frame / 2;
}

function address(film) {
  if (!film.address) {
    const bytes = Uint8Array.from(atob(film.movie), letter => letter.charCodeAt(0));
    film.address = URL.createObjectURL(new Blob([bytes], { type: "video/mp4" }));
    film.movie = null;
  }
  return film.address;
}

function happens(video, name) {
  return new Promise((done, failed) => {
    video.addEventListener(name, done, { once: true });
    video.addEventListener("error", failed, { once: true });
  });
}

function nextPicture() {
  return new Promise(done => requestAnimationFrame(done));
}

/** Load a film into a video that is not shown, and have it stand at a time, or on its last picture. */
async function bring(video, number, time) {
  if (video.dataset.film !== String(number)) {
    const loaded = happens(video, "loadeddata");
    video.dataset.film = number;
    video.src = address(films[number]);
    await loaded;
  }
  const arrived = happens(video, "seeked");
  video.currentTime = Math.min(time, lastPicture(number));
  await arrived;
  await nextPicture(); // it is drawn by then, behind the other
}

/** Show the film that is asked for, and then the one that is asked for by then. */
async function change() {
  if (isChanging) return;
  isChanging = true;
  try {
    while (onStage !== wanted()) await changeTo(wanted());
  } catch {
    caption.textContent = cannot;
  }
  isChanging = false;
}

async function changeTo(number) {
  const began = performance.now(), jumpsThen = jumps;
  lookAtClock();
  const isMoving = () => state === "playing" && onStage !== null;
  const goal = moment + (isMoving() ? lead : 0);
  await bring(hidden, number, goal);
  lead = Math.min((performance.now() - began) / 1000, 0.3);
  while (isMoving() && shown.currentTime < goal && number === wanted()) await nextPicture();
  if (jumps === jumpsThen) swap(number);
}

function swap(number) {
  lookAtClock();
  stands = moment >= lastPicture(number);
  [shown, hidden] = [hidden, shown];
  shown.classList.add("shown");
  hidden.classList.remove("shown");
  hidden.pause();
  onStage = number;
  bar.max = Math.round(films[number].seconds / films[number].frame) - 1; // it counts pictures
  if (state !== "paused") goOn();
  look();
}

function goOn() {
  state = stands ? "ended" : "playing";
  if (!stands && !isHeld && onStage !== null) shown.play().catch(() => shown.paused && !isHeld && hold());
  look();
}

function hold() {
  state = "paused";
  shown.pause();
  look();
}

/** Go to a moment of the film; if it plays, it plays on from there. */
function seek(time) {
  if (onStage === null) return;
  jumps += 1;
  moment = time;
  stands = time >= lastPicture(onStage);
  shown.currentTime = Math.min(time, lastPicture(onStage));
  if (state !== "paused") goOn();
  look();
}

function begin() {
  seek(0);
  goOn();
}

function toggle() {
  if (state === "playing") hold();
  else if (state === "ended") begin();
  else goOn();
}

function lookAtClock() {
  if (!stands && onStage !== null) moment = shown.currentTime;
}

/** Bring up to date what is seen besides the picture. */
function look() {
  if (onStage === null) return;
  lookAtClock();
  const { captions, frame } = films[onStage];
  const told = captions.findLast(({ start }) => start <= moment + frame / 2)?.text ?? "";
  if (caption.textContent !== told) caption.textContent = told;
  bar.value = Math.floor(moment / frame);
  bar.style.setProperty("--share", `${100 * bar.value / bar.max}%`);
  bar.setAttribute("aria-valuetext", `${moment.toFixed(1)} s / ${films[onStage].seconds.toFixed(1)} s`);
  play.setAttribute("aria-pressed", state === "playing");
}

function watch() {
  if (state === "playing") look();
  requestAnimationFrame(watch);
}

for (const video of [shown, hidden])
  video.addEventListener("ended", () => {
    if (video !== shown) return;
    moment = films[onStage].seconds;
    stands = true;
    goOn();
  });

play.addEventListener("click", toggle);
restart.addEventListener("click", begin);
document.getElementById("stage").addEventListener("click", toggle);

bar.addEventListener("input", () => {
  if (onStage !== null) seek((bar.valueAsNumber + 1 / 2) * films[onStage].frame);
});
bar.addEventListener("pointerdown", () => {
  isHeld = true;
  shown.pause();
});
for (const name of ["pointerup", "pointercancel"])
  addEventListener(name, () => {
    if (!isHeld) return;
    isHeld = false;
    if (state !== "paused") goOn();
  });

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const { key, target } = event, isOnSlider = target.type === "range";
  if (key === " " && target !== play && target !== restart) toggle();
  else if (key === "r" || key === "R") begin();
  else if (key.startsWith("Arrow") && !isOnSlider) {
    const input = (key === "ArrowUp" || key === "ArrowDown") ? inputs.at(-1) : inputs[0];
    if (key === "ArrowRight" || key === "ArrowUp") input.stepUp();
    else input.stepDown();
    input.dispatchEvent(new Event("input"));
  } else return;
  event.preventDefault();
});

// It plays while it is seen: on a page farther down, or on a slide that is shown later, it waits.
const mayMove = !matchMedia("(prefers-reduced-motion: reduce)").matches;
let waits = mayMove;
new IntersectionObserver(entries => {
  if (entries.at(-1).isIntersecting) {
    if (waits) goOn();
    waits = false;
  } else if (state === "playing") {
    waits = true;
    hold();
  }
}).observe(document.getElementById("stage"));

// A deck tells when its slide is shown or left, which an observer may not notice.
addEventListener("message", ({ data }) => {
  if (data === "shown" && mayMove) begin();
  if (data === "left") {
    hold();
    seek(0);
  }
});

// It is told of the keys and the swipes that turn slides: on a phone, this page covers all of it.
const SWIPE = 40; // pixels
function turn(method) {
  if (parent !== window) parent.postMessage(JSON.stringify({ method }), "*");
}
addEventListener("keydown", ({ key }) => {
  if (key === "PageDown") turn("next");
  if (key === "PageUp") turn("prev");
});
let touched = null;
addEventListener("pointerdown", ({ clientX, target, pointerType }) => {
  touched = pointerType === "touch" && target.type !== "range" ? clientX : null;
});
addEventListener("pointerup", ({ clientX }) => {
  if (touched !== null && Math.abs(clientX - touched) > SWIPE) turn(clientX < touched ? "next" : "prev");
});

change();
watch();
