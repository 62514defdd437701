// Refines pages that work without it: remembers the theme, and closes menus as people expect.
const THEMES = ['system', 'light', 'dark'];
const LABELS = { system: 'Auto', light: 'Light', dark: 'Dark' };
const root = document.documentElement;

function stored() {
  try {
    const theme = localStorage.getItem('theme');
    return THEMES.includes(theme) ? theme : 'system';
  } catch {
    return 'system';
  }
}

function label(button, theme) {
  button.textContent = LABELS[theme];
  button.setAttribute('aria-label', `Theme: ${LABELS[theme]}`);
}

function apply(theme) {
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
}

// Runs while the head is parsed, so that no page flashes in the other theme.
apply(stored());

document.addEventListener('DOMContentLoaded', () => {
  // The ways to other pages stand in one row on a phone: the one that is open comes into sight.
  const here = document.querySelector('.side [aria-current], .places [aria-current]');
  if (here) here.closest('nav').scrollLeft = here.offsetLeft - 48;
  for (const button of document.querySelectorAll('[data-theme-switch]')) {
    label(button, stored());
    button.hidden = false;
    button.addEventListener('click', () => {
      const next = THEMES[(THEMES.indexOf(stored()) + 1) % THEMES.length];
      try {
        localStorage.setItem('theme', next);
      } catch {
        // Storage may be denied; the choice then lasts for this page.
      }
      apply(next);
      label(button, next);
    });
  }
});

document.addEventListener('click', (event) => {
  for (const menu of document.querySelectorAll('[data-menu][open]'))
    if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  for (const menu of document.querySelectorAll('[data-menu][open]')) {
    menu.open = false;
    menu.querySelector('summary').focus();
  }
});
