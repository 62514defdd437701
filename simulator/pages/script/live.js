// Keeps the journal live: puts each new entry, a row that the server wrote, above the others.
const live = document.querySelector('[data-live]');
const rows = live.querySelector('tbody');
const state = live.querySelector('[data-live-state]');
const button = live.querySelector('[data-live-switch]');
const most = Number(live.dataset.liveRows);
const waiting = [];
let isPaused = false;

function show(row) {
  rows.insertAdjacentHTML('afterbegin', row);
  while (rows.children.length > most) rows.lastElementChild.remove();
  live.querySelector('[data-live-empty]').hidden = true;
}

function tell(text) {
  if (state.textContent !== text) state.textContent = text;
}

const source = new EventSource(live.dataset.live);
source.addEventListener('open', () => tell(isPaused ? 'Paused.' : 'Live.'));
source.addEventListener('error', () => tell('The connection is lost; trying again.'));
source.addEventListener('rewound', () => location.reload());
source.addEventListener('lost', ({ data }) => {
  tell(`${JSON.parse(data).entries} entries were dropped or cleared before they came here.`);
});
source.addEventListener('entry', ({ data }) => {
  if (isPaused) {
    waiting.push(data);
    if (waiting.length > most) waiting.shift();
  } else show(data);
});

button.hidden = false;
button.addEventListener('click', () => {
  isPaused = !isPaused;
  button.textContent = isPaused ? 'Go on' : 'Pause';
  tell(isPaused ? 'Paused.' : 'Live.');
  for (const row of waiting.splice(0)) show(row);
});
