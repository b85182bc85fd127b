// A combobox: what is typed goes to the server after a pause, its hits come back as data. Enter opens the hit that is
// marked, the first one at the start; arrows mark another, Escape closes the list.
const PAUSE = 150;

export default function (component) {
  const { parentElement: root, data, setStateValue, setTriggerValue } = component;
  const box = (root.searchBox ??= made(root));
  Object.assign(box, { data, setStateValue, setTriggerValue });
  box.input.setAttribute("aria-label", data.words.label);
  box.input.placeholder = data.words.placeholder;
  box.show();
  document.addEventListener("keydown", box.shortcut);
  return () => document.removeEventListener("keydown", box.shortcut);
}

function made(root) {
  const find = (id) => root.querySelector(`#${id}`);
  const box = { input: find("query"), list: find("hits"), none: find("none"), status: find("status"), at: 0 };
  let timer, waits = false, isOpen = false;

  const typed = () => box.input.value.trim();
  const isAnswered = () => box.data.asked === typed();

  function close() {
    isOpen = waits = false;
    draw();
  }

  function open(hit) {
    clearTimeout(timer);
    box.input.value = "";
    box.input.blur();
    close();
    history.pushState({}, "", hit.address);  // else the page that is left gets the parameters, as a step of its own
    box.setTriggerValue("opened", { kind: hit.kind, id: hit.id });
  }

  function draw() {
    const hits = isOpen && isAnswered() ? box.data.hits : [];
    const isNothing = isOpen && isAnswered() && typed().length > 1 && !hits.length;
    box.list.replaceChildren(...hits.map(option));
    box.list.hidden = !hits.length;
    box.none.hidden = !isNothing;
    box.none.textContent = isNothing ? box.data.words.none : "";
    box.status.textContent = isNothing ? box.data.words.none : hits.length ? box.data.words.found : "";
    box.input.setAttribute("aria-expanded", String(hits.length > 0));
    if (hits.length) box.input.setAttribute("aria-activedescendant", `hit-${box.at}`);
    else box.input.removeAttribute("aria-activedescendant");
    box.list.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }

  function option(hit, place) {
    const row = document.createElement("li");
    row.id = `hit-${place}`;
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", String(place === box.at));
    for (const [kind, text] of [["icon", hit.icon], ["name", hit.name], ["kind", hit.label], ["detail", hit.detail]]) {
      const part = document.createElement("span");
      part.className = kind;
      part.textContent = text;
      if (kind === "icon") part.setAttribute("aria-hidden", "true");
      row.append(part);
    }
    row.onpointerdown = (event) => event.preventDefault(); // the box keeps the focus until the click is done
    row.onclick = () => open(hit);
    return row;
  }

  box.show = () => {
    if (waits && isAnswered() && box.data.hits.length) open(box.data.hits[0]);
    else draw();
  };

  box.input.oninput = () => {
    isOpen = true;
    box.at = 0;
    clearTimeout(timer);
    timer = setTimeout(() => box.setStateValue("asked", typed()), PAUSE);
    draw();
  };
  box.input.onfocus = () => {
    isOpen = true;
    draw();
  };
  box.input.onblur = close;
  box.input.onkeydown = (event) => {
    const hits = isAnswered() ? box.data.hits : [];
    if (event.key === "Enter" && typed()) {
      if (hits.length) open(hits[Math.min(box.at, hits.length - 1)]);
      else waits = true;
    } else if (event.key === "Escape") {
      box.input.value = "";
      close();
    } else if (["ArrowDown", "ArrowUp"].includes(event.key) && hits.length) {
      box.at = (box.at + (event.key === "ArrowDown" ? 1 : -1) + hits.length) % hits.length;
      draw();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  box.shortcut = (event) => {
    const target = event.composedPath()[0];
    const isTyping = target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
    const isSlash = event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey;
    const isCommand = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
    if (!isSlash && !isCommand) return;
    event.preventDefault();
    box.input.focus();
    box.input.select();
  };
  return box;
}
