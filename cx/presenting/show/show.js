"use strict";
const deck = JSON.parse(document.getElementById("deck").textContent);
const html = document.documentElement, slides = [...document.querySelectorAll(".slide")];
const asked = new URLSearchParams(location.search || location.hash.slice(1));
const speaker = asked.get("speaker") === "1", served = location.protocol.startsWith("http");
const channel = "BroadcastChannel" in window ? new BroadcastChannel("deck-" + deck.id) : null;
const began = Date.now();
let at = 0, step = 0;

const between = (value, low, high) => Math.min(Math.max(value, low), high);
const steps = (number) => deck.slides[number].steps;

function show(slide, part, told) {
  at = between(slide, 0, slides.length - 1);
  step = between(part, 0, steps(at));
  slides.forEach((one, number) => {
    one.classList.toggle("on", number === at);
    one.classList.toggle("next", speaker && number === at + 1);
    one.setAttribute("aria-hidden", number !== at);
  });
  const draw = (slide, part) => slide.querySelectorAll(".art>div").forEach((art) => art.classList.toggle("on", Number(art.dataset.step) === part));
  draw(slides[at], step);
  if (speaker && at + 1 < slides.length) draw(slides[at + 1], 0);
  document.getElementById("notes").textContent = deck.slides[at].notes || (speaker ? deck.words.no_notes : "");
  document.title = deck.slides[at].title;
  pager();
  links();
  if (deck.slides[at].question) room(at);
  remember();
  if (channel && !told) channel.postMessage({at, step});
}
const forward = () => step < steps(at) ? show(at, step + 1) : at < slides.length - 1 && show(at + 1, 0);
const ended = (number) => deck.slides[number].question && !deck.slides[number].revealed ? 0 : steps(number);
const back = () => step > 0 ? show(at, step - 1) : at > 0 && show(at - 1, ended(at - 1));

function remember() {
  asked.set("slide", at + 1);
  if (step) asked.set("step", step); else asked.delete("step");
  history.replaceState(null, "", (served ? "?" : "#") + asked);
}

function pager() {
  const many = slides.length > 12, numbers = many ? [at] : slides.map((_, number) => number);
  const said = ({number}) => many && number > 0 ? `${number} / ${deck.many}` : number;  // A1: behind the slides
  const button = (text, go, here, name) => {
    const made = document.createElement("button");
    made.textContent = text;
    if (here) made.setAttribute("aria-current", "page");
    if (name) made.setAttribute("aria-label", name);
    made.onclick = (event) => { event.stopPropagation(); go(); };
    return made;
  };
  document.getElementById("pager").replaceChildren(
    button("‹", back, false, deck.words.back),
    ...numbers.map((number) => button(said(deck.slides[number]), () => show(number, 0), number === at)),
    button("›", forward, false, deck.words.forward));
}

function links() {
  document.getElementById("links").replaceChildren(...deck.slides[at].links.map(([text, address]) => {
    const made = document.createElement("a");
    Object.assign(made, {textContent: text, href: address, target: "_blank", rel: "noopener"});
    made.onclick = (event) => event.stopPropagation();
    return made;
  }));
}

// --- keys, clicker, mouse ---

function leave() {
  const shown = ["black", "with-keys", "with-notes"].find((name) => html.classList.contains(name));
  if (shown) html.classList.remove(shown);
  else if (deck.home && served && !speaker) location.href = deck.home;
}
function shade() {
  html.dataset.theme = html.dataset.theme === "dark" ? "light" : "dark";
  asked.set("theme", html.dataset.theme);
  remember();
}
const keys = {
  ArrowRight: forward, ArrowDown: forward, PageDown: forward, " ": forward, Enter: forward,
  ArrowLeft: back, ArrowUp: back, PageUp: back, Backspace: back,
  Home: () => show(0, 0), End: () => show(slides.length - 1, 0), Escape: leave,
  n: () => html.classList.toggle("with-notes"), d: shade, b: () => html.classList.toggle("black"), ".": () => html.classList.toggle("black"),
  f: () => document.fullscreenElement ? document.exitFullscreen() : html.requestFullscreen(),
  s: () => served && window.open("?" + new URLSearchParams({...Object.fromEntries(asked), speaker: 1}), "speaker", "width=1280,height=760"),
  "?": () => html.classList.toggle("with-keys"), h: () => html.classList.toggle("with-keys"),
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const act = event.key === " " && event.shiftKey ? back : keys[event.key];
  if (act) { event.preventDefault(); act(); }
});
document.getElementById("stage").addEventListener("click", (event) => event.clientX < innerWidth * 0.25 ? back() : forward());
let still;
document.addEventListener("mousemove", () => {
  html.classList.remove("idle");
  clearTimeout(still);
  still = setTimeout(() => html.classList.add("idle"), 2500);
});
if (channel) channel.onmessage = (event) => show(event.data.at, event.data.step, true);
if (speaker) {
  html.classList.add("speaker");
  const two = (number) => String(number).padStart(2, "0");
  setInterval(() => {
    const now = new Date(), gone = Math.floor((Date.now() - began) / 1000);
    document.getElementById("clock").innerHTML = `${two(now.getHours())}:${two(now.getMinutes())}<small>${two(Math.floor(gone / 60))}:${two(gone % 60)}</small>`;
  }, 500);
}

// --- guess before reveal ---

const middle = (values) => {
  const sorted = [...values].sort((a, b) => a - b), half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
};
const SVG = (name, given, text) => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(given)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
};
const said = (value, unit) => (Math.round(value * 10) / 10).toLocaleString("en").replace("-", "−") + unit;

function room(number, open = number === at ? step > 0 : deck.slides[number].revealed) {
  const {question, guesses} = deck.slides[number], box = slides[number];
  if (number === at && step > 0) deck.slides[number].revealed = true;
  const {low, high, unit, truth} = question, W = 820, H = 330, BASE = 280, BINS = 50, SIZE = W / BINS;
  const x = (value) => between((value - low) / (high - low || 1), 0, 1) * W;
  const stacks = new Array(BINS).fill(0), top = Math.max(1, ...guesses.reduce((all, guess) => {
    all[between(Math.floor((guess - low) / (high - low || 1) * BINS), 0, BINS - 1)] += 1; return all; }, new Array(BINS).fill(0)));
  const tall = Math.min(SIZE, (BASE - 70) / top), svg = SVG("svg", {viewBox: `0 0 ${W} ${H}`, preserveAspectRatio: "xMidYMid meet"});
  svg.append(SVG("line", {x1: 0, x2: W, y1: BASE, y2: BASE, stroke: "var(--grid)", "stroke-width": 2}));
  for (const share of [0, 0.25, 0.5, 0.75, 1])
    svg.append(SVG("text", {x: share * W, y: BASE + 24, "text-anchor": "middle", fill: "var(--muted)", "font-size": 15}, said(low + share * (high - low), unit)));
  for (const guess of open ? guesses : []) {  // before the reveal a room sees how many have guessed, not what
    const bin = between(Math.floor((guess - low) / (high - low || 1) * BINS), 0, BINS - 1);
    svg.append(SVG("circle", {cx: (bin + 0.5) * SIZE, cy: BASE - tall / 2 - tall * stacks[bin]++, r: Math.min(SIZE, tall) * 0.44}));
  }
  const mark = (value, text, colour, y) => {
    const end = x(value) > W * 0.72 ? "end" : "start", aside = end === "end" ? -8 : 8;
    svg.append(SVG("line", {x1: x(value), x2: x(value), y1: y, y2: BASE, stroke: colour, "stroke-width": 3}));
    svg.append(SVG("text", {x: x(value) + aside, y: y + 13, "text-anchor": end, fill: colour, "font-size": 18, "font-weight": 700}, text));
  };
  const line = box.querySelector(".said");
  line.textContent = "";
  if (open) {
    if (guesses.length) mark(middle(guesses), `${deck.words.median} ${said(middle(guesses), unit)}`, "var(--muted)", 30);
    mark(truth, `${deck.words.truth} ${question.truth_text}`, "var(--bad)", 0);
    if (guesses.length) {
      const off = middle(guesses) - truth, near = guesses.filter((guess) => Math.abs(guess - truth) <= (high - low) * 0.05).length;
      line.textContent = (Math.abs(off) < (high - low) * 0.005 ? deck.words.exact : off > 0 ? deck.words.over : deck.words.under)
        .replace("{off}", said(Math.abs(off), unit === "%" ? ` ${deck.words.points}` : unit))
        .replace("{near}", near).replace("{all}", guesses.length).replace("{within}", said((high - low) * 0.05, unit === "%" ? ` ${deck.words.points}` : unit));
    }
  }
  box.querySelector(".dots").replaceChildren(svg);
  box.querySelector(".count").innerHTML = `<b>${guesses.length}</b>${guesses.length === 1 ? deck.words.guess : deck.words.guesses}`;
  if (open && number === at && step > 0 && deck.slides[number].live && !deck.slides[number].told && !speaker) {
    deck.slides[number].told = true;
    fetch(deck.slides[number].live + "/reveal", {method: "POST", headers: {"x-presenter": "1"}});
  }
}
let seconds = 0;
async function listen() {
  const here = deck.slides[at], first = deck.slides.find((one) => one.live);
  seconds += 1;
  if (first && !here.live && seconds % 60 === 0) fetch(first.live).catch(() => {});  // the show is still open
  if (here.live) {
    try {
      const answer = await fetch(here.live);
      if (answer.ok) {
        const now = (await answer.json()).guesses;
        if (now.length !== here.guesses.length || now.some((guess, i) => guess !== here.guesses[i])) { here.guesses = now; room(deck.slides.indexOf(here)); }
      }
    } catch { /* the server rests; the next second asks again */ }
  }
  setTimeout(listen, 1000);
}
const asks = [...deck.slides.keys()].filter((number) => deck.slides[number].question);
addEventListener("beforeprint", () => asks.forEach((number) => room(number, deck.slides[number].revealed)));
addEventListener("afterprint", () => asks.forEach((number) => room(number)));
document.querySelector("#bar .name").textContent = deck.name;
html.dataset.theme = asked.get("theme") || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
asks.forEach((number) => room(number));
show(Number(asked.get("slide") || 1) - 1, Number(asked.get("step") || 0), true);
listen();
